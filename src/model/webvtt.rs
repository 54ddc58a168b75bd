//! The cues of a WebVTT file, for showing a transcript. Validity is a rule's matter.

/// A moment of a transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Its start, whole seconds.
    pub seconds: u32,
    /// Its words on one line, without markup.
    pub text: String,
}

/// The cues of a WebVTT text (W3C WebVTT, section 4.1) in order; blocks that are not cues are passed over.
pub fn cues(text: &str) -> Vec<Cue> {
    text.split("\n\n").filter_map(cue).collect()
}

fn cue(block: &str) -> Option<Cue> {
    let mut lines = block.lines().skip_while(|line| !line.contains("-->"));
    let start = lines.next()?.split("-->").next()?.trim();
    let seconds = super::video::seconds(start.split('.').next()?.trim_start_matches("00:"))?;
    let text = lines.map(without_tags).collect::<Vec<_>>().join(" ");
    (!text.trim().is_empty()).then(|| Cue { seconds, text: text.trim().to_owned() })
}

/// Drops `<v Nom>`, `<i>`, `<00:01.000>` and resolves the few entities of the format.
fn without_tags(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        rest = after.split_once('>').map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", "\u{a0}").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_are_read_without_markup() {
        let text = "WEBVTT\n\nNOTE rien\n\n1\n00:00:01.000 --> 00:00:04.000\n<v Voix>Bonjour &amp; bienvenue\nà tous\n\n01:23.500 --> 01:24.000 align:start\nFin\n";
        let found: Vec<(u32, String)> = cues(text).into_iter().map(|cue| (cue.seconds, cue.text)).collect();
        assert_eq!(found, [(1, "Bonjour & bienvenue à tous".to_owned()), (83, "Fin".to_owned())]);
    }
}
