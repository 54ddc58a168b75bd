//! The short answer of a question: sentences that its text begins with, never others.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::draft::MARK;
use super::file::ForeignFile;
use super::notes::Notes;
use super::variables::Variables;
use crate::text;

/// The longest short answer, in characters.
pub(super) const LONGEST: usize = 300;

/// A short answer and where it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Answer {
    /// The answer, plain.
    pub(super) text: String,
    /// Where its paragraph starts in the text.
    start: usize,
    /// The heading under which it stands, when it does not open the text.
    under: Option<String>,
    /// Whether it had to be cut inside a sentence, or is the start of a list.
    cut: bool,
    /// Whether the front matter gave it.
    given: bool,
}

impl Answer {
    /// An answer that the front matter gives.
    pub(super) fn written(text: String) -> Self {
        Self { text, given: true, ..Self::default() }
    }

    /// Says where the answer came from, so that somebody reads it.
    pub(super) fn report(&self, file: &ForeignFile, notes: &mut Notes) {
        if self.given {
            return;
        }
        let line = file.draft.line(self.start);
        let remedy = text!(
            "relisez short_answer : doit-elle être réécrite pour répondre seule ?",
            "read short_answer again: must it be rewritten to answer on its own?"
        );
        if self.cut {
            notes.warn(
                line,
                text!(
                    "la réponse courte est un début de phrase ou de liste",
                    "the short answer is the start of a sentence or list"
                ),
                remedy,
            );
        } else if let Some(heading) = &self.under {
            notes.warn(
                line,
                text!(
                    "la réponse courte vient de l’intertitre « {heading} »",
                    "the short answer comes from under the heading “{heading}”"
                ),
                remedy,
            );
        } else {
            notes.hint(
                line,
                text!(
                    "la réponse courte est reprise du début du texte",
                    "the short answer is taken from the start of the text"
                ),
                remedy,
            );
        }
    }
}

/// A block of a text, as plain words.
struct Block {
    kind: BlockKind,
    text: String,
    start: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BlockKind {
    Paragraph,
    /// A paragraph in a quote.
    Quote,
    /// The first paragraph of an item of a list.
    Item,
    Heading,
    /// Code, which is no sentence but stands between two.
    Code,
}

/// Takes the short answer from a text; `None` when it has no words that could be one.
pub(super) fn short_answer(markdown: &str, variables: &Variables) -> Option<Answer> {
    let mut blocks = blocks(markdown);
    for block in &mut blocks {
        block.text = variables.resolve(block.text.trim());
    }
    let usable =
        |block: &Block| block.text.chars().filter(|c| c.is_alphabetic()).count() > 2 && !block.text.starts_with("http");
    let first = |kind| blocks.iter().position(|block| block.kind == kind && usable(block));
    let answers = |block: &&Block| usable(block) && !block.text.ends_with('?');
    let answer = blocks.iter().position(|block| block.kind == BlockKind::Paragraph && answers(&block));
    let at = answer
        .or_else(|| first(BlockKind::Paragraph))
        .or_else(|| first(BlockKind::Quote))
        .or_else(|| first(BlockKind::Item))?;
    let (text, cut) = sentences(&blocks[at..]);
    // The title is a heading too: what stands right under it opens the text.
    let title = usize::from(blocks.first().is_some_and(|block| block.kind == BlockKind::Heading));
    let under =
        blocks[..at].iter().skip(title).rfind(|block| block.kind == BlockKind::Heading).map(|block| block.text.clone());
    Some(Answer { text, start: blocks[at].start, under, cut, given: false })
}

fn blocks(markdown: &str) -> Vec<Block> {
    let mut all: Vec<Block> = Vec::new();
    let (mut quotes, mut items, mut images, mut tables) = (0_usize, 0_usize, 0_usize, 0_usize);
    let mut open = false;
    for (event, range) in Parser::new_ext(markdown, super::html::options()).into_offset_iter() {
        match event {
            Event::Start(Tag::BlockQuote(_)) => quotes += 1,
            Event::End(TagEnd::BlockQuote(_)) => quotes -= 1,
            Event::Start(Tag::Table(_)) => tables += 1,
            Event::End(TagEnd::Table) => tables -= 1,
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images -= 1,
            Event::Start(Tag::Item) => {
                items += 1;
                open = items == 1;
                if open {
                    all.push(Block { kind: BlockKind::Item, text: String::new(), start: range.start });
                }
            }
            Event::End(TagEnd::Item) => items -= 1,
            Event::Start(Tag::Paragraph) if items == 0 => {
                let kind = if quotes > 0 { BlockKind::Quote } else { BlockKind::Paragraph };
                all.push(Block { kind, text: String::new(), start: range.start });
                open = true;
            }
            Event::Start(Tag::Heading { .. }) => {
                all.push(Block { kind: BlockKind::Heading, text: String::new(), start: range.start });
                open = true;
            }
            Event::Start(Tag::CodeBlock(_)) if items == 0 => {
                all.push(Block { kind: BlockKind::Code, text: String::new(), start: range.start });
                open = false;
            }
            Event::Start(Tag::List(_) | Tag::CodeBlock(_)) | Event::End(TagEnd::Paragraph | TagEnd::Heading(_)) => {
                open = false
            }
            Event::Text(words) | Event::Code(words) if open && images == 0 && tables == 0 => push(&mut all, &words),
            Event::SoftBreak | Event::HardBreak if open => push(&mut all, " "),
            _ => {}
        }
    }
    all.retain(|block| !block.text.contains(MARK));
    all
}

fn push(all: &mut [Block], words: &str) {
    if let Some(block) = all.last_mut() {
        block.text.push_str(words);
    }
}

/// As many whole sentences of the first block as fit, and whether something had to be cut.
fn sentences(blocks: &[Block]) -> (String, bool) {
    let text = blocks[0].text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    let announces = text.ends_with(':');
    let whole = announces.then(|| with_what_follows(&text, &blocks[1..])).flatten();
    if let Some(whole) = whole {
        return (whole, false);
    }
    let mut parts = split_sentences(&text);
    if announces && parts.len() > 1 {
        parts.pop();
    }
    let mut taken = String::new();
    for part in parts {
        let longer = if taken.is_empty() { part.to_owned() } else { format!("{taken} {part}") };
        if longer.chars().count() > LONGEST {
            break;
        }
        taken = longer;
    }
    match taken.strip_suffix(':') {
        _ if taken.is_empty() => (cut(&text), true),
        Some(start) => (format!("{}…", start.trim_end()), true),
        None => (taken, false),
    }
}

/// An announcement with the list or the sentence that it announces, when all of it fits.
fn with_what_follows(text: &str, following: &[Block]) -> Option<String> {
    let items: Vec<&str> =
        following.iter().take_while(|block| block.kind == BlockKind::Item).map(|block| block.text.trim()).collect();
    let next = following.first().filter(|block| block.kind == BlockKind::Paragraph && !block.text.trim().is_empty());
    let words = if items.is_empty() { next?.text.trim().to_owned() } else { items.join(" ; ").replace(". ;", " ;") };
    let whole = format!("{text} {words}").split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    let ended = items.is_empty() || whole.ends_with(['.', '!', '?', '…', ':']);
    let whole = if ended { whole } else { format!("{whole}.") };
    (whole.chars().count() <= LONGEST && !whole.ends_with(':')).then_some(whole)
}

/// Splits where a sentence ends: a mark, a space, and what can start another one.
fn split_sentences(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?' | '…')) {
        let end = at + c.len_utf8();
        let mut after = text[end..].chars();
        let parted = after.next().is_some_and(char::is_whitespace);
        let starts = after
            .find(|c| !c.is_whitespace())
            .is_some_and(|c| c.is_uppercase() || matches!(c, '«' | '“' | '"') || !c.is_ascii() && !c.is_alphabetic());
        if parted && starts && !is_abbreviation(&text[start..at]) {
            parts.push(text[start..end].trim());
            start = end;
        }
    }
    parts.push(text[start..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

fn is_abbreviation(before: &str) -> bool {
    let word = before.rsplit([' ', '(', '’', '\'']).next().unwrap_or("");
    matches!(word, "M" | "Mme" | "MM" | "art" | "Art" | "cf" | "Cf" | "ex" | "p" | "n" | "St" | "Dr" | "e.g" | "i.e")
        || word.chars().count() == 1
}

/// The longest start of a text that fits, up to a word's end.
fn cut(text: &str) -> String {
    let end = text.char_indices().nth(LONGEST - 2).map_or(text.len(), |(at, _)| at);
    let start = &text[..end];
    let start = start.rsplit_once(' ').map_or(start, |(start, _)| start);
    format!("{}…", start.trim_end_matches([',', ';', ':', ' ', '(']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(markdown: &str) -> (String, bool) {
        let answer = short_answer(markdown, &Variables::default()).unwrap_or_default();
        (answer.text, answer.cut)
    }

    #[test]
    fn whole_sentences_of_the_first_paragraph() {
        assert_eq!(
            answer("# T\n\n![x](y)\n\nUn **deux**, cf. Trois. Quatre\ncinq !").0,
            "Un deux, cf. Trois. Quatre cinq !"
        );
        let long = "Mot ".repeat(80);
        assert_eq!(answer(&format!("Court. {long}")), ("Court.".into(), false));
        let (text, cut) = answer(&long);
        assert!(cut && text.ends_with("Mot…") && text.chars().count() <= LONGEST);
        assert_eq!(answer("> quote ici\n\n- item seul\n\nPara ici.").0, "Para ici.");
    }

    #[test]
    fn announcements_take_what_they_announce_or_stop() {
        assert_eq!(
            answer("Pour cela :\n\n1. Ouvrez.\n2. Fermez\n   - vite"),
            ("Pour cela : Ouvrez ; Fermez.".into(), false)
        );
        let items = format!("- {}\n- b", "x".repeat(300));
        assert_eq!(answer(&format!("Deux cas. Voici :\n\n{items}")), ("Deux cas.".into(), false));
        assert_eq!(answer(&format!("Voici les cas :\n\n{items}")), ("Voici les cas…".into(), true));
    }

    #[test]
    fn nothing_is_made_up() {
        assert_eq!(short_answer("# T\n\n```\ncode\n```\n\n![a](b)\n\nhttps://a.example", &Variables::default()), None);
        let under = short_answer("# T\n\n## Si a\n\nAlors b.", &Variables::default()).unwrap();
        assert_eq!(under.under.as_deref(), Some("Si a"));
    }
}
