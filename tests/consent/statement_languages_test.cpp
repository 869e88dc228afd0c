// SPDX-License-Identifier: GPL-3.0-or-later
// French, German, Russian and a little Spanish, Italian and Polish.
#include <gtest/gtest.h>

#include "consent/statement.h"
#include "tests/consent/summary.h"

namespace solander {
namespace {

struct Case {
    const char* value;
    const char* expected;
};

const Case kCases[] = {
    {"Demandez-moi d'abord", "ask"},
    {"Oui", "any"},
    {"Non", "none"},
    {"Oui, mais demandez avant", "ask"},
    {"Où vous voulez, mais prévenez-moi", "any_notify"},
    {"Partout, prévenez-moi", "any_notify"},
    {"Pas sans ma permission", "ask"},
    {"Ne pas archiver", "none"},
    {"Ne pas archiver sans mon autorisation", "ask"},
    {"Sur demande", "ask"},
    {"Mon site uniquement", "none {SELF:yes}"},
    {"Interdit", "none"},
    {"Pas de problème", "any"},
    {"Pas d'archivage", "none"},
    {"Servez-vous, mais laissez mon nom", "any +keep_credit"},
    {"Seulement sur mon site", "none {SELF:yes}"},
    {"Nulle part ailleurs", "none"},
    {"FFN, ailleurs demandez", "ask {FFN:yes}"},
    {"Avec mon accord", "ask"},
    {"Lien seulement", "link_only"},
    {"Me demander", "ask"},
    {"Merci de demander avant d'archiver", "ask"},
    {"N'importe où", "any"},
    {"Bitte fragen", "ask"},
    {"Bitte vorher fragen", "ask"},
    {"Nur auf Anfrage", "ask"},
    {"Nein", "none"},
    {"Ja", "any"},
    {"Ja, aber bitte vorher fragen", "ask"},
    {"Überall, sagt mir nur Bescheid", "any_notify"},
    {"Nicht ohne meine Erlaubnis", "ask"},
    {"Bitte nicht archivieren", "none"},
    {"Bitte nicht ohne Erlaubnis weitergeben", "ask"},
    {"Archivierung nur mit meiner Genehmigung", "ask"},
    {"Nur meine Seite", "none {SELF:yes}"},
    {"Wer will, darf sie haben", "any"},
    {"Kein Problem", "any"},
    {"Darf gerne archiviert werden", "any"},
    {"Keine Archivierung", "none"},
    {"Verboten", "none"},
    {"FFN, sonst bitte fragen", "ask {FFN:yes}"},
    {"Gerne, aber sagt mir Bescheid", "any_notify"},
    {"Gern, wenn mein Name dabei steht", "any +keep_credit"},
    {"Überall, solange mein Name dabei steht", "any +keep_credit"},
    {"с разрешения автора", "ask"},
    {"Только с разрешения автора", "ask"},
    {"Запрещено", "none"},
    {"Где угодно", "any"},
    {"где угодно, с указанием автора", "any +keep_credit"},
    {"Где угодно, с шапкой", "any +keep_headers"},
    {"Спрашивайте", "ask"},
    {"Спросите автора", "ask"},
    {"Без разрешения нельзя", "ask"},
    {"Не размещать без разрешения", "ask"},
    {"Нельзя", "none"},
    {"Нет", "none"},
    {"Да", "any"},
    {"Можно, но предупредите", "any_notify"},
    {"Пожалуйста, но сообщите автору", "any_notify"},
    {"Везде, кроме Фикбука", "any {Фикбука:no}"},
    {"Только ссылка", "link_only"},
    {"Запрещено без разрешения автора", "ask"},
    {"Размещение запрещено", "none"},
    {"Размещение с разрешения", "ask"},
    {"С моего согласия", "ask"},
    {"Везде с указанием автора и ссылкой на оригинал", "any +keep_credit +link_back"},
    {"На других ресурсах запрещено", "none"},
    {"На других ресурсах с разрешения автора", "ask"},
    {"Не против, но сообщите", "any_notify"},
    {"Разрешено", "any"},
    {"Разрешаю где угодно", "any"},
    {"уточняйте у автора", "ask"},
    {"Con permiso", "ask"},
    {"Preguntar primero", "ask"},
    {"Sí", "any"},
    {"Sí, pero avísame", "any_notify"},
    {"En cualquier sitio", "any"},
    {"Chiedere prima", "ask"},
    {"Si, ma chiedete", "ask"},
    {"Nie", "none"},
    {"Permitido con permiso", "ask"},
};

TEST(ReadStatement, understands_other_languages) {
    for (const Case& c : kCases) EXPECT_EQ(summary(read_statement(c.value)), c.expected) << c.value;
}

}  // namespace
}  // namespace solander
