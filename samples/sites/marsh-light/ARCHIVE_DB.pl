%FILES = (
'0' => {
'Author' => 'Pim van Roon',
'Email' => 'pim@mail.example.org',
'Title' => 'The Weathercock\'s Holiday',
'Category' => 'Humour',
'Rating' => 'PG',
'Location' => '0/weathercock',
'FileType' => 'txt',
'Date' => '04/12/99',
'Summary' => 'North wants a rest.',
},
'1' => {
'Author' => 'Nan Tuckett',
'Title' => 'Lost in the Move',
'Location' => '0/lostinthemove',
'FileType' => 'html',
'Date' => '05/02/99',
},
);
1;
