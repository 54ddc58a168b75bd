//! Tables in print.

use pulldown_cmark::Alignment;
use vademecum_pdf::document::{Align, Block, Column, Inline, Place, Table};

use super::Writer;
use super::nesting::What;

impl What {
    pub(super) fn table(alignments: &[Alignment], place: Place) -> What {
        let column = |alignment: &Alignment| Column {
            align: match alignment {
                Alignment::Center => Align::Center,
                Alignment::Right => Align::Right,
                Alignment::Left | Alignment::None => Align::Left,
            },
            share: 0,
        };
        let columns = alignments.iter().map(column).collect();
        What::Table(Table { caption: None, columns, head: Vec::new(), rows: Vec::new(), row_heads: false, place })
    }
}

impl Writer<'_> {
    /// The table that is open, while a cell or row of it closes.
    fn table(&mut self) -> Option<&mut Table> {
        self.open.iter_mut().rev().find_map(|open| match &mut open.what {
            What::Table(table) => Some(table),
            _ => None,
        })
    }

    pub(super) fn close_cell(&mut self, words: Vec<Inline>) {
        let Some(table) = self.table() else { return };
        if table.head.len() < table.columns.len() {
            return table.head.push(words);
        }
        let is_full = table.rows.last().is_none_or(|row| row.len() >= table.columns.len());
        if is_full {
            table.rows.push(Vec::new());
        }
        if let Some(row) = table.rows.last_mut() {
            row.push(if words.is_empty() { Vec::new() } else { vec![Block::Paragraph(words)] });
        }
    }

    /// Gives the table the width of its columns by what they hold.
    pub(super) fn close_row(&mut self) {
        let Some(table) = self.table() else { return };
        for (at, column) in table.columns.iter_mut().enumerate() {
            let head = table.head.get(at).map_or(0, |words| length(words));
            let cell = table.rows.last().and_then(|row| row.get(at)).map_or(0, |blocks| {
                blocks.iter().map(|block| if let Block::Paragraph(words) = block { length(words) } else { 0 }).sum()
            });
            column.share = column.share.max(head.max(cell).clamp(4, 60));
        }
    }
}

/// The number of letters of some words.
fn length(words: &[Inline]) -> u32 {
    let letters = |inline: &Inline| match inline {
        Inline::Text(text) | Inline::Placed(text, _) | Inline::Code(text) => text.chars().count() as u32,
        Inline::Strong(words) | Inline::Emphasis(words) | Inline::Deleted(words) => length(words),
        Inline::Superscript(words) | Inline::Subscript(words) | Inline::Link { words, .. } => length(words),
        Inline::Foreign(_, words) | Inline::Unconfirmed(words) => length(words),
        Inline::Picture(_) => 20,
        Inline::Break | Inline::Footnote(_) => 0,
    };
    words.iter().map(letters).sum()
}
