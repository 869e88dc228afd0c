# Dump of table lamp_fanfiction_authors
# Dump DATE : 11-Mar-2008
INSERT INTO lamp_fanfiction_authors VALUES("1","Brannoch","","brannoch@lampstreet.example","","","","2006-02-01 18:00:00","0","5f4dcc3b5aa765d61d8327deb882cf99");
INSERT INTO lamp_fanfiction_authors VALUES("2","Odile Wick","","odile@lampstreet.example","","","","2006-02-03 18:00:00","0","5f4dcc3b5aa765d61d8327deb882cf99");
# Dump of table lamp_fanfiction_categories
INSERT INTO lamp_fanfiction_categories VALUES("1","-1","Television","","","0","0","1","0");
INSERT INTO lamp_fanfiction_categories VALUES("2","1","Night Desk","","","0","1","1","2");
# Dump of table lamp_fanfiction_chapters
INSERT INTO lamp_fanfiction_chapters VALUES("1","The Late Edition","1","Written for the winter challenge.",NULL,"","1","71","0","1","1","1","14");
INSERT INTO lamp_fanfiction_chapters VALUES("2","The Early One","2","",NULL,"Thanks to Odile, who reads everything twice.","1","58","0","0","1","1","9");
INSERT INTO lamp_fanfiction_chapters VALUES("3","Carbon Copies","1","","<p>There were three carbon copies of the letter, and each of them had been corrected by a different hand.</p>\n\n<p>\"Somebody,\" said Ilse, \"has been reading over our shoulders.\" She laid them side by side under the green lamp. The corrections agreed with each other, which was worse.</p>","","1","49","0","0","2","2","5");
INSERT INTO lamp_fanfiction_chapters VALUES("4","Stop Press","1","",NULL,"","0","30","0","0","3","2","0");
# Dump of table lamp_fanfiction_characters
INSERT INTO lamp_fanfiction_characters VALUES("1","2","Ilse Marrow","","");
INSERT INTO lamp_fanfiction_characters VALUES("2","2","The Night Editor","","");
# Dump of table lamp_fanfiction_classes
INSERT INTO lamp_fanfiction_classes VALUES("1","1","Mystery");
INSERT INTO lamp_fanfiction_classes VALUES("2","1","Friendship");
# Dump of table lamp_fanfiction_classtypes
INSERT INTO lamp_fanfiction_classtypes VALUES("1","genres","Genres");
# Dump of table lamp_fanfiction_coauthors
INSERT INTO lamp_fanfiction_coauthors VALUES("2","1");
# Dump of table lamp_fanfiction_inseries
INSERT INTO lamp_fanfiction_inseries VALUES("1","2","0","1","2");
# Dump of table lamp_fanfiction_news
INSERT INTO lamp_fanfiction_news VALUES("1","Odile Wick","The lamps are lit","Lamp Street is open. Wipe your feet.","2006-02-03 18:00:00","0");
# Dump of table lamp_fanfiction_ratings
INSERT INTO lamp_fanfiction_ratings VALUES("1","PG","0","");
INSERT INTO lamp_fanfiction_ratings VALUES("2","PG-13","0","");
# Dump of table lamp_fanfiction_reviews
INSERT INTO lamp_fanfiction_reviews VALUES("1","1","1","Tamsin","0","The kettle is a character of its own.<br /><br /><i>Author's Response: It has asked for a rise.</i>","2006-03-01 20:00:00","5","1","ST");
# Dump of table lamp_fanfiction_series
INSERT INTO lamp_fanfiction_series VALUES("1","Green Lamp","","2","0","2","0","","","0","2");
# Dump of table lamp_fanfiction_settings
INSERT INTO lamp_fanfiction_settings VALUES("lampstreet","Lamp Street","Stories after midnight","http://lampstreet.example","odile@lampstreet.example","lamp_","default","","en","0","stories","files");
# Dump of table lamp_fanfiction_stories
INSERT INTO lamp_fanfiction_stories VALUES("1","The Kettle on the Third Floor","Somebody makes tea at the paper every night, and nobody is on the rota.","","2","1,2","1,2","1","2006-02-20 21:00:00","2006-02-27 21:00:00","1","0","0","1","1","0","129","0","1","23","");
INSERT INTO lamp_fanfiction_stories VALUES("2","Carbon Copies","A letter, three times.","","2","1","1","2","2006-03-05 21:00:00","2006-03-05 21:00:00","2","1","0","1","1","0","49","0","0","5","");
INSERT INTO lamp_fanfiction_stories VALUES("3","Stop Press","Not yet read by the archive's keepers.","","2","1","2","1","2008-03-10 21:00:00","2008-03-10 21:00:00","2","0","0","0","0","0","30","0","0","0","");
