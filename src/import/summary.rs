//! `SUMMARY.md`: the table of contents of GitBook and mdBook.

use std::collections::HashMap;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::source::SourcePath;

/// What the table of contents says of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Listed {
    /// Its title there.
    pub(super) title: String,
    /// Its rank among its siblings, from 1.
    pub(super) order: i64,
    /// The path of the file under which it stands.
    pub(super) parent: Option<String>,
}

/// A list that is open while the table of contents is read.
#[derive(Default)]
struct Level {
    count: i64,
    path: Option<String>,
}

/// Reads a table of contents: what it says, by path in the tree.
pub(super) fn read(path: &str, text: &str) -> HashMap<String, Listed> {
    let here = SourcePath::new(path);
    let mut listed = HashMap::new();
    let mut levels: Vec<Level> = Vec::new();
    let mut top = 0;
    let mut link: Option<(String, String)> = None;
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::List(_)) => {
                // Parts of a book are lists of their own: their items are counted on.
                let count = if levels.is_empty() { top } else { 0 };
                levels.push(Level { count, path: None });
            }
            Event::End(TagEnd::List(_)) => {
                let ended = levels.pop();
                if levels.is_empty() {
                    top = ended.map_or(top, |level| level.count);
                }
            }
            Event::Start(Tag::Item) => levels.iter_mut().last().into_iter().for_each(|level| level.count += 1),
            Event::Start(Tag::Link { dest_url, .. }) => link = Some((dest_url.to_string(), String::new())),
            Event::Text(words) | Event::Code(words) => link.iter_mut().for_each(|(_, title)| title.push_str(&words)),
            Event::End(TagEnd::Link) => {
                if let Some((target, title)) = link.take() {
                    add(&here, &target, title, &mut levels, &mut listed);
                }
            }
            _ => {}
        }
    }
    listed
}

fn add(here: &SourcePath, target: &str, title: String, levels: &mut [Level], listed: &mut HashMap<String, Listed>) {
    let target = percent_encoding::percent_decode_str(target.split('#').next().unwrap_or("")).decode_utf8_lossy();
    let Some(path) = here.join(&target).map(|path| path.as_str().to_owned()).filter(|_| !target.is_empty()) else {
        return;
    };
    let parent = levels.iter().rev().skip(1).find_map(|level| level.path.clone());
    let Some(level) = levels.last_mut() else { return };
    level.path = Some(path.clone());
    listed.entry(path).or_insert(Listed { title, order: level.count, parent });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_contents_gives_titles_ranks_and_parents() {
        let text = "# Sommaire\n\n* [A](README.md)\n* [B `c`](b/README.md)\n  * [D](b/d%20e.md)\n\n## Partie\n\n* [F](f.md#x)\n";
        let listed = read("SUMMARY.md", text);
        assert_eq!(listed["b/README.md"], Listed { title: "B c".into(), order: 2, parent: None });
        assert_eq!(listed["b/d e.md"], Listed { title: "D".into(), order: 1, parent: Some("b/README.md".into()) });
        assert_eq!(listed["f.md"].order, 3);
    }
}
