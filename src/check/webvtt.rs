//! A strict reading of WebVTT captions (W3C, “WebVTT: The Web Video Text Tracks Format”, section 4, syntax).
//!
//! Players are lenient and drop what they cannot read; an editor should hear of it instead.

use std::ops::Range;

use crate::diagnostic::Text;
use crate::text;

/// The most faults that are listed of one file: more come from one cause.
const LISTED: usize = 20;

/// What is wrong in a file.
pub(super) struct Fault {
    /// Where, in bytes.
    pub(super) range: Range<usize>,
    /// What.
    pub(super) message: Text,
    /// What to write instead.
    pub(super) help: Text,
}

/// A line and its first byte.
#[derive(Clone, Copy)]
struct Line<'a> {
    at: usize,
    text: &'a str,
}

impl Line<'_> {
    fn fault(&self, message: Text, help: Text) -> Fault {
        Fault { range: self.at..self.at + self.text.len(), message, help }
    }

    /// A fault of a part of this line's own text.
    fn fault_at(&self, part: &str, message: Text, help: Text) -> Fault {
        let start = self.at + (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        Fault { range: start..start + part.len(), message, help }
    }
}

/// What was read so far.
#[derive(Default)]
struct Reader {
    faults: Vec<Fault>,
    cues: usize,
    last_start: u64,
}

/// Everything that is wrong in a file with `\n` line ends, at most [`LISTED`] faults.
pub(super) fn faults(text: &str) -> Vec<Fault> {
    let mut lines = lines(text);
    let mut reader = Reader::default();
    let header = lines.next().unwrap_or(Line { at: 0, text: "" });
    if !is_named(header.text, "WEBVTT") {
        let help = text!("écrivez WEBVTT, puis une ligne vide", "write WEBVTT, then an empty line");
        return vec![header.fault(text!("la première ligne n’est pas WEBVTT", "the first line is not WEBVTT"), help)];
    }
    let mut block = Vec::new();
    let mut is_header = true;
    for line in lines.chain(std::iter::once(Line { at: text.len(), text: "" })) {
        if !line.text.is_empty() {
            block.push(line);
            continue;
        }
        if !block.is_empty() {
            reader.block(&block, is_header);
            block.clear();
        }
        is_header = false;
        if reader.faults.len() >= LISTED {
            return reader.faults;
        }
    }
    if reader.cues == 0 && reader.faults.is_empty() {
        let help = text!("écrivez au moins un sous-titre avec ses temps", "write at least one caption with its times");
        reader.faults.push(header.fault(text!("ce fichier n’a aucun sous-titre", "this file has no caption"), help));
    }
    reader.faults
}

fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut at = 0;
    text.split('\n').map(move |text| {
        let line = Line { at, text };
        at += text.len() + 1;
        line
    })
}

/// Whether a line is a word, or begins with it and a space or tab.
fn is_named(line: &str, word: &str) -> bool {
    line.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
}

impl Reader {
    fn block(&mut self, block: &[Line], is_header: bool) {
        let first = block[0];
        if is_header {
            let help = text!("laissez une ligne vide après WEBVTT", "leave an empty line after WEBVTT");
            self.faults.push(first.fault(text!("cette ligne touche l’en-tête", "this line touches the header"), help));
        } else if is_named(first.text, "NOTE") {
            // A comment may say anything but an arrow.
            self.arrows(&block[1..]);
        } else if matches!(first.text.trim_end(), "STYLE" | "REGION") {
            if self.cues > 0 {
                let help = text!("placez-le avant le premier sous-titre", "put it before the first caption");
                self.faults.push(first.fault(text!("ce bloc vient trop tard", "this block comes too late"), help));
            }
            self.arrows(&block[1..]);
        } else {
            self.cue(block);
        }
    }

    fn cue(&mut self, block: &[Line]) {
        let Some(at) = block.iter().take(2).position(|line| line.text.contains("-->")) else {
            let help = text!(
                "écrivez au-dessus ses temps, par exemple 00:00:01.000 --> 00:00:04.000",
                "write its times above it, for example 00:00:01.000 --> 00:00:04.000"
            );
            self.faults
                .push(block[0].fault(text!("ce sous-titre n’a pas de temps", "this caption has no times"), help));
            return;
        };
        self.cues += 1;
        self.timings(block[at]);
        self.arrows(&block[at + 1..]);
    }

    /// An arrow where no times belong means that an empty line is missing.
    fn arrows(&mut self, lines: &[Line]) {
        for line in lines.iter().filter(|line| line.text.contains("-->")) {
            let help = text!("laissez une ligne vide avant les temps", "leave an empty line before the times");
            self.faults.push(
                line.fault(text!("des temps au milieu d’un sous-titre", "times in the middle of a caption"), help),
            );
        }
    }

    fn timings(&mut self, line: Line) {
        let (before, after) = line.text.split_once("-->").expect("the line was chosen by its arrow");
        if !before.ends_with([' ', '\t']) || !after.starts_with([' ', '\t']) {
            let help = text!("mettez un espace avant et après -->", "put a space before and after -->");
            self.faults.push(line.fault(text!("la flèche touche un temps", "the arrow touches a time"), help));
        }
        let after = after.trim_start_matches([' ', '\t']);
        let end_length = after.find([' ', '\t']).unwrap_or(after.len());
        let (end, settings) = after.split_at(end_length);
        let start = self.timestamp(line, before.trim_end_matches([' ', '\t']));
        let end = self.timestamp(line, end).map(|time| (end, time));
        self.order(line, start, end);
        self.settings(line, settings);
    }

    fn timestamp(&mut self, line: Line, written: &str) -> Option<u64> {
        let time = milliseconds(written);
        if time.is_none() {
            let message = text!("« {written} » n’est pas un temps", "“{written}” is not a time");
            let help = match milliseconds(&written.replace(',', ".")) {
                Some(_) => text!("écrivez un point devant les millièmes", "write a dot before the milliseconds"),
                None => text!(
                    "écrivez heures:minutes:secondes.millièmes, 00:00:01.000",
                    "write hours:minutes:seconds.milliseconds, 00:00:01.000"
                ),
            };
            let part = if written.is_empty() { line.text } else { written };
            self.faults.push(line.fault_at(part, message, help));
        }
        time
    }

    fn order(&mut self, line: Line, start: Option<u64>, end: Option<(&str, u64)>) {
        let Some(start) = start else { return };
        if start < self.last_start {
            let help =
                text!("rangez les sous-titres par temps croissant", "put the captions in the order of their times");
            self.faults.push(line.fault(
                text!("ce sous-titre commence avant le précédent", "this caption starts before the one before"),
                help,
            ));
        }
        self.last_start = self.last_start.max(start);
        if let Some((written, _)) = end.filter(|(_, end)| *end <= start) {
            let help = text!("écrivez une fin plus tardive que le début", "write an end later than the start");
            self.faults.push(line.fault_at(
                written,
                text!("ce sous-titre finit avant de commencer", "this caption ends before it starts"),
                help,
            ));
        }
    }

    fn settings(&mut self, line: Line, settings: &str) {
        let mut seen = Vec::new();
        for setting in settings.split([' ', '\t']).filter(|setting| !setting.is_empty()) {
            let name = setting.split(':').next().unwrap_or_default();
            if !is_setting(setting) || seen.contains(&name) {
                let help = text!(
                    "retirez-le : le lecteur placera le sous-titre",
                    "take it away: the player will place the caption"
                );
                let message = text!(
                    "« {setting} » n’est pas un réglage de sous-titre",
                    "“{setting}” is not a setting of a caption"
                );
                self.faults.push(line.fault_at(setting, message, help));
                return;
            }
            seen.push(name);
        }
    }
}

/// Milliseconds of `mm:ss.ttt` or `hh:mm:ss.ttt`, with two digits or more for hours.
fn milliseconds(written: &str) -> Option<u64> {
    let (time, thousandths) = written.split_once('.')?;
    let number = |text: &str, length: Range<usize>| {
        let valid = length.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        text.parse::<u64>().ok().filter(|_| valid)
    };
    let parts: Vec<&str> = time.split(':').collect();
    let (hours, minutes, seconds) = match parts[..] {
        [minutes, seconds] => (0, minutes, seconds),
        [hours, minutes, seconds] => (number(hours, 2..7)?, minutes, seconds),
        _ => return None,
    };
    let below_sixty = |text: &str| number(text, 2..3).filter(|value| *value < 60);
    let (minutes, seconds) = (below_sixty(minutes)?, below_sixty(seconds)?);
    Some(((hours * 60 + minutes) * 60 + seconds) * 1000 + number(thousandths, 3..4)?)
}

/// Whether a cue setting has a known name and a value that it may have.
fn is_setting(setting: &str) -> bool {
    let Some((name, value)) = setting.split_once(':') else { return false };
    let (first, alignment) = value.split_once(',').map_or((value, None), |(first, rest)| (first, Some(rest)));
    let aligned = |allowed: &[&str]| alignment.is_none_or(|alignment| allowed.contains(&alignment));
    match name {
        "vertical" => matches!(value, "rl" | "lr"),
        "line" => (is_percentage(first) || first.parse::<i32>().is_ok()) && aligned(&["start", "center", "end"]),
        "position" => is_percentage(first) && aligned(&["line-left", "center", "line-right"]),
        "size" => is_percentage(value),
        "align" => matches!(value, "start" | "center" | "end" | "left" | "right"),
        "region" => !value.is_empty(),
        _ => false,
    }
}

fn is_percentage(value: &str) -> bool {
    let Some(number) = value.strip_suffix('%') else { return false };
    let digits =
        number.bytes().all(|b| b.is_ascii_digit() || b == b'.') && number.starts_with(|c: char| c.is_ascii_digit());
    digits && number.parse::<f32>().is_ok_and(|number| number <= 100.0)
}

#[cfg(test)]
mod tests {
    use super::faults;

    fn found(text: &str) -> Vec<String> {
        faults(text).into_iter().map(|fault| format!("{} | {}", &text[fault.range], fault.message.en)).collect()
    }

    #[test]
    fn all_that_the_format_allows() {
        let text = "WEBVTT - Titre\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:haut\n\nNOTE ceci\n\nun\n\
                    00:01.000 --> 00:02.500 line:0% position:50%,center align:start size:80%\n<v Ada>Bonjour\nà tous\n\n\
                    00:02.000\t--> 100:00:03.000 vertical:rl line:-1 region:haut\nSuite\n";
        assert_eq!(found(text), [""; 0]);
    }

    #[test]
    fn what_it_refuses() {
        let cue = |line: &str| format!("WEBVTT\n\n{line}\nTexte\n");
        for (text, expected) in [
            (String::new(), " | the first line is not WEBVTT".to_owned()),
            ("WEBVTTX\n".to_owned(), "WEBVTTX | the first line is not WEBVTT".to_owned()),
            ("WEBVTT\n".to_owned(), "WEBVTT | this file has no caption".to_owned()),
            (cue("00:01,000 --> 00:02.000"), "00:01,000 | “00:01,000” is not a time".to_owned()),
            (cue("0:01.000 --> 00:02.000"), "0:01.000 | “0:01.000” is not a time".to_owned()),
            (cue("00:60.000 --> 01:02.000"), "00:60.000 | “00:60.000” is not a time".to_owned()),
            (cue("00:02.000 --> 00:02.000"), "00:02.000 | this caption ends before it starts".to_owned()),
            (cue("00:01.000-->00:02.000"), "00:01.000-->00:02.000 | the arrow touches a time".to_owned()),
            (
                cue("00:01.000 --> 00:02.000 size:101%"),
                "size:101% | “size:101%” is not a setting of a caption".to_owned(),
            ),
            (cue("un\ndeux"), "un | this caption has no times".to_owned()),
        ] {
            assert_eq!(found(&text), [expected], "{text}");
        }
    }

    #[test]
    fn order_and_missing_empty_lines() {
        let text = "WEBVTT\n00:05.000 --> 00:06.000\nA\n\n00:05.000 --> 00:06.000\nB\n00:07.000 --> 00:08.000\nC\n\n00:01.000 --> 00:02.000\nD\n";
        let found: Vec<String> =
            found(text).into_iter().map(|fault| fault.split(" | ").last().unwrap().to_owned()).collect();
        let expected = [
            "this line touches the header",
            "times in the middle of a caption",
            "this caption starts before the one before",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_file_of_faults_lists_few() {
        assert!(faults(&format!("WEBVTT\n\n{}", "x\n\n".repeat(10_000))).len() <= super::LISTED);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "(WEBVTT\n)?([a-zé:.,% \n\t-]|-->|00:01.000|NOTE|STYLE|line:|\n\n){0,60}") {
            for fault in faults(&text) {
                assert!(text.get(fault.range).is_some());
            }
        }
    }
}
