//! A table of HTML as a table of Markdown.

/// Rows of cells while a table is read.
#[derive(Default)]
pub(super) struct Table {
    rows: Vec<Vec<String>>,
    /// Its caption, as Markdown.
    pub(super) caption: String,
    /// Whether a cell spans several places: then the table is written as a list.
    pub(super) spans: bool,
}

impl Table {
    /// Starts a row.
    pub(super) fn row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// Adds a cell to the row.
    pub(super) fn cell(&mut self, words: &str) {
        if self.rows.is_empty() {
            self.row();
        }
        let text = words.replace('\n', " ").replace('|', "\\|");
        let text = text.trim().trim_end_matches('·').trim().to_owned();
        self.rows.last_mut().expect("there is a row").push(text);
    }

    /// The table as blocks of Markdown: the caption as a paragraph, then the table, or a list when cells span.
    pub(super) fn markdown(mut self) -> Vec<String> {
        self.rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
        let mut blocks = vec![std::mem::take(&mut self.caption)];
        if !self.rows.is_empty() {
            blocks.push(if self.spans { self.list() } else { self.table() });
        }
        blocks.retain(|block| !block.is_empty());
        blocks
    }

    fn list(&self) -> String {
        let item = |row: &Vec<String>| {
            let cells: Vec<&str> = row.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
            format!("- {}", cells.join(" · ").replace("\\|", "|"))
        };
        self.rows.iter().map(item).collect::<Vec<_>>().join("\n")
    }

    fn table(&self) -> String {
        let width = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let line = |row: &Vec<String>| {
            let cells: Vec<&str> = (0..width).map(|at| row.get(at).map_or("", String::as_str)).collect();
            format!("| {} |", cells.join(" | "))
        };
        let mut lines: Vec<String> = self.rows.iter().map(line).collect();
        lines.insert(1, format!("|{}", " --- |".repeat(width)));
        lines.join("\n")
    }
}
