//! Campaigns that are not the current one.

use std::ops::Range;

use super::Subject;
use super::prose::{Place, citing, spoken};
use super::sentences::tells_of_past;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::model::{Campaign, Entry, Kind, fold};
use crate::prose::Sentences;
use crate::text;

/// Campaigns that are not the current one.
pub(super) static RULE: Rule = Rule {
    code: "other-campaign",
    severity: Severity::Warning,
    summary: ["un texte nomme une autre campagne que celle en cours", "a text names another campaign than the current one"],
    explanation: ["Un texte repris d’une autre année dit « campagne 2024 » : la personne ne sait pas si ce qu’elle lit vaut encore. Ce qu’une phrase dit passé, archivé ou ancien ne compte pas, ni une page dont le titre nomme l’année.", "A text taken over from another year says “campagne 2024”: the reader cannot tell whether it still holds. What a sentence says to be past, archived or former does not count, nor a page whose title names the year."],
    example: ["Pour la campagne 2024, créez un compte. (campagne en cours : 2025)", "Pour la campagne 2025, créez un compte."],
};

/// Words before a year that make it one of a campaign, folded.
const CAMPAIGNS: [&str; 3] = ["campagne", "session", "campaign"];
/// The word before a year in which pupils come back.
const RETURN: &str = "rentree";
/// What may stand between these words and the year, folded.
const BETWEEN: [&str; 5] = ["scolaire", "universitaire", "de", "postbac", "nationale"];

/// A campaign that a text names.
struct Named {
    /// Where, year included.
    range: Range<usize>,
    /// Its year, or both of « 2024-2025 ».
    years: Vec<i16>,
    /// Whether only the calendar year is said: « rentrée 2024 ».
    is_return: bool,
}

pub(super) fn check(subject: &Subject, out: &mut Vec<Diagnostic>) {
    let settings = &subject.site.settings;
    let Some(campaign) = settings.current_campaign() else { return };
    let application = settings.application.as_ref().map_or_else(String::new, |name| fold(name));
    // An announcement is of its day.
    for entry in subject.entries().iter().filter(|entry| entry.kind() != Kind::Announcement) {
        for place in citing(entry) {
            let mut found = spoken(place, |text| named(text, &application), |named| named.range.start);
            found.retain(|named| is_other(named, campaign) && !is_in_title(entry, named));
            let mut sentences = Sentences::new(place.text());
            let found: Vec<_> = found.into_iter().map(|named| (sentences.at(named.range.start), named)).collect();
            for beside in found.chunk_by(|(sentence, _), (next, _)| sentence == next) {
                if !tells_of_past(&place.text()[beside[0].0.clone()]) {
                    out.extend(beside.iter().map(|(_, named)| finding(place, named, campaign)));
                }
            }
        }
    }
}

fn finding(place: Place, named: &Named, campaign: &Campaign) -> Diagnostic {
    let words = place.text()[named.range.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
    let year = *campaign.year;
    let message = text!(
        "« {words} » : la campagne en cours est celle de {year}",
        "“{words}”: the current campaign is that of {year}"
    );
    let help = text!(
        "vérifiez que la phrase vaut pour {year} et changez l’année, ou dites qu’il s’agit d’une campagne passée",
        "check that the sentence holds for {year} and change the year, or say that this is about a past campaign"
    );
    Diagnostic::new(&RULE, place.locate(&named.range), message).help(help)
}

/// Whether none of the years is one that the current campaign has.
fn is_other(named: &Named, campaign: &Campaign) -> bool {
    let year = i16::try_from(*campaign.year).unwrap_or(i16::MAX);
    let day = |day: &Option<crate::diagnostic::Spanned<crate::model::Day>>| day.as_ref().map(|day| day.value.0.year());
    let opens = day(&campaign.opens).unwrap_or(year.saturating_sub(1));
    let closes = day(&campaign.closes).unwrap_or(year);
    let is_own = |other: &i16| *other == year || named.is_return && (opens..=closes).contains(other);
    !named.years.iter().any(is_own)
}

/// Whether the title says that another campaign is meant.
fn is_in_title(entry: &Entry, named: &Named) -> bool {
    named.years.iter().any(|year| entry.title.contains(&year.to_string()))
}

/// The campaigns that a text names; `application` is folded.
fn named(text: &str, application: &str) -> Vec<Named> {
    let digits = |c: char| c.is_ascii_digit();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(digits).map(|start| at + start) {
        let end = start + text[start..].find(|c| !digits(c)).unwrap_or(text.len() - start);
        at = end;
        let Some(year) = year(&text[start..end]) else { continue };
        let Some((first, is_return)) = campaign_before(&text[..start], application) else { continue };
        let (end, second) = second_year(text, end);
        if text[end..].starts_with(char::is_alphanumeric) {
            continue;
        }
        found.push(Named { range: first..end, years: [Some(year), second].into_iter().flatten().collect(), is_return });
        at = end;
    }
    found
}

fn year(digits: &str) -> Option<i16> {
    digits.parse().ok().filter(|year| digits.len() == 4 && (1990..2100).contains(year))
}

/// The `2025` of « 2024-2025 », and the end of all.
fn second_year(text: &str, end: usize) -> (usize, Option<i16>) {
    let after = text[end..].strip_prefix(['-', '–', '/']);
    let second = after.and_then(|after| after.get(..4)).and_then(year);
    let dash = after.map_or(0, |after| text.len() - end - after.len());
    if second.is_some() { (end + dash + 4, second) } else { (end, None) }
}

/// Where the words start that make a campaign of the year after them, and whether they are « rentrée ».
fn campaign_before(before: &str, application: &str) -> Option<(usize, bool)> {
    let mut rest = before;
    for _ in 0..4 {
        let words = rest.trim_end_matches([' ', '\u{a0}', '\u{202f}', '\n', '*', '_']);
        let close = rest.len() - words.len() <= 3 && rest.len() > words.len();
        let length: usize = words.chars().rev().take(24).take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum();
        let (earlier, word) = words.split_at(words.len() - length);
        let folded = fold(word);
        if !close || word.is_empty() {
            return None;
        }
        if CAMPAIGNS.contains(&folded.as_str()) || folded == RETURN {
            return Some((earlier.len(), folded == RETURN));
        }
        let is_application = !application.is_empty() && ends_with_name(words, application);
        if is_application && !follows_campaign(words, application) {
            return Some((name_start(words, application)?, false));
        }
        rest = if is_application { &words[..name_start(words, application)?] } else { earlier };
        if !is_application && !BETWEEN.contains(&folded.as_str()) {
            return None;
        }
    }
    None
}

/// Where the name of the application at the end of `words` starts.
fn name_start(words: &str, application: &str) -> Option<usize> {
    let longest = words.char_indices().rev().take(application.chars().count() + 4);
    longest.map(|(at, _)| at).find(|at| fold(&words[*at..]) == application)
}

fn ends_with_name(words: &str, application: &str) -> bool {
    name_start(words, application).is_some_and(|at| !words[..at].ends_with(char::is_alphanumeric))
}

/// Whether « campagne » stands before the name of the application.
fn follows_campaign(words: &str, application: &str) -> bool {
    let before = name_start(words, application).map_or("", |at| words[..at].trim_end());
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    word.len() <= 24 && (CAMPAIGNS.contains(&fold(word).as_str()) || fold(word) == RETURN)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{messages, places};

    const SETTINGS: &str = "title: T\napplication: Parcoursup\ncampaigns:\n- year: 2025\n  label: Campagne 2025\n  state: current\n";

    fn found(text: &str) -> Vec<String> {
        places("other-campaign", &[("vademecum.yaml", SETTINGS), ("content/a.md", text)])
    }

    #[test]
    fn other_campaigns() {
        for text in [
            "La campagne 2024 est ouverte.",
            "La campagne\u{a0}Parcoursup 2024 est ouverte.",
            "Les sujets de la session 2023.",
            "Avant la rentrée 2023, inscrivez-vous.",
            "Avant la rentrée scolaire 2026, inscrivez-vous.",
            "Les données de Parcoursup 2024 sont là.",
            "Votre mot de passe de la campagne 2024.",
            "La campagne 2023-2024 est ouverte.",
        ] {
            assert_eq!(found(text).len(), 1, "{text}");
        }
        assert_eq!(found("La campagne 2024 est ouverte."), ["content/a.md:1:4"]);
        let said = messages("other-campaign", &[("vademecum.yaml", SETTINGS), ("content/a.md", "La campagne 2024.")]);
        assert!(said[0].starts_with("« campagne 2024 » : la campagne en cours est celle de 2025"), "{said:?}");
    }

    #[test]
    fn this_campaign_the_past_and_other_years() {
        for text in [
            "La campagne 2025, campagne Parcoursup 2025, Parcoursup 2025.",
            "La campagne 2024-2025.",
            "La rentrée 2024 et la rentrée 2025.",
            "Le site d'archives de la campagne 2024.",
            "La campagne précédente, la campagne 2024.",
            "[La campagne 2024](archives/2024.md)",
            "---\ntitle: Archives 2024\n---\n\nLa campagne 2024.",
            "En 2024, rien. `campagne 2024`",
            "La campagne ouvre à 20 h 24.",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
        let news = ("content/annonces/a.md", "La campagne 2024 est ouverte.");
        assert!(places("other-campaign", &[("vademecum.yaml", SETTINGS), news]).is_empty());
        assert!(places("other-campaign", &[("content/a.md", "La campagne 2024.")]).is_empty());
    }
}
