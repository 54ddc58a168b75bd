//! Stylesheets, scripts, fonts and pictures, each named after its content so that browsers may keep it for ever.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::{ThemeFile, default_files, rules};
use crate::diagnostic::{Diagnostic, Location, TextFile};
use crate::source::SourcePath;
use crate::text;

/// One file of the theme as it goes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its path inside the theme's `assets/`: `theme.css`.
    pub name: String,
    /// Its output path: `assets/theme.3f2a9c1b.css`, with the first 8 hexadecimal digits of its SHA-256.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A file before it is named.
struct Raw {
    bytes: Vec<u8>,
    /// Where it stands in the site; `None` in the default theme.
    path: Option<SourcePath>,
}

/// The default assets with the site's own in their place, sorted by name; `look` is the stylesheet of the site's colours.
pub(super) fn load(
    own: Vec<(String, ThemeFile)>,
    look: Option<String>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Asset> {
    let mut raw: BTreeMap<String, Raw> = default_files("assets")
        .into_iter()
        .map(|(name, bytes)| (name.to_owned(), Raw { bytes: bytes.to_vec(), path: None }))
        .collect();
    raw.extend(look.map(|css| ("look.css".to_owned(), Raw { bytes: css.into_bytes(), path: None })));
    raw.extend(own.into_iter().map(|(name, file)| (name, Raw { bytes: file.bytes, path: Some(file.path) })));
    let mut naming = Naming { raw: &raw, done: BTreeMap::new(), open: BTreeSet::new(), diagnostics };
    for name in raw.keys() {
        naming.name(name);
    }
    naming.done.into_values().collect()
}

/// The fonts of the text that `theme.css` uses: their positions among the assets, which are sorted by name.
pub(super) fn fonts(assets: &[Asset]) -> Vec<usize> {
    let at = |name: &str| assets.binary_search_by(|asset| asset.name.as_str().cmp(name)).ok();
    let css = at("theme.css").map(|theme| String::from_utf8_lossy(&assets[theme].bytes)).unwrap_or_default();
    let is_used = |&font: &usize| assets[font].path.strip_prefix("assets/").is_some_and(|inside| css.contains(inside));
    ["fonts/literata.woff2", "fonts/atkinson-next.woff2"].into_iter().filter_map(at).filter(is_used).collect()
}

/// Names assets from the inside out: what a stylesheet refers to has its name before the stylesheet does.
struct Naming<'a> {
    raw: &'a BTreeMap<String, Raw>,
    done: BTreeMap<String, Asset>,
    open: BTreeSet<String>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Naming<'_> {
    /// The output path of an asset; `None` when there is none, or when it is asked for while it is being named.
    fn name(&mut self, name: &str) -> Option<String> {
        if let Some(asset) = self.done.get(name) {
            return Some(asset.path.clone());
        }
        let raw = self.raw.get(name)?;
        if !self.open.insert(name.to_owned()) {
            return None;
        }
        let bytes = match std::str::from_utf8(&raw.bytes) {
            Ok(css) if name.ends_with(".css") => self.rewrite(name, css, raw.path.as_ref()).into_bytes(),
            _ => raw.bytes.clone(),
        };
        let path = hashed(name, &bytes);
        self.done.insert(name.to_owned(), Asset { name: name.to_owned(), path: path.clone(), bytes });
        Some(path)
    }

    /// The stylesheet with every `url(…)` inside the theme led to its hashed name.
    fn rewrite(&mut self, name: &str, css: &str, path: Option<&SourcePath>) -> String {
        let mut out = String::with_capacity(css.len() + 256);
        let mut at = 0;
        while let Some(found) = next_url(css, at) {
            out.push_str(&css[at..found.start]);
            let target = &css[found.clone()];
            match self.resolve(name, target) {
                Ok(new) => out.push_str(&new),
                Err(()) => {
                    out.push_str(target);
                    let range = found.clone();
                    self.diagnostics.extend(path.map(|path| missing(path, css, range)));
                }
            }
            at = found.end;
        }
        out.push_str(&css[at..]);
        out
    }

    /// The address to write for `target` in the stylesheet `from`.
    fn resolve(&mut self, from: &str, target: &str) -> Result<String, ()> {
        let (file, suffix) = target.split_at(target.find(['?', '#']).unwrap_or(target.len()));
        if file.is_empty() || file.starts_with('/') || file.contains(':') {
            return Ok(target.to_owned());
        }
        let wanted = SourcePath::new(from).join(file).ok_or(())?;
        let path = self.name(wanted.as_str()).ok_or(())?;
        let up = "../".repeat(from.matches('/').count());
        let inside = path.strip_prefix("assets/").unwrap_or(&path);
        Ok(format!("{up}{inside}{suffix}"))
    }
}

/// The range of the address in the next `url(…)` at or after `from`, without quotes, comments left aside.
fn next_url(css: &str, from: usize) -> Option<std::ops::Range<usize>> {
    let mut at = from;
    loop {
        let rest = &css[at..];
        let found = rest.find("url(")?;
        match rest.find("/*") {
            Some(comment) if comment < found => at += comment + rest[comment..].find("*/")? + 2,
            _ => {
                let start = at + found + "url(".len();
                let end = start + css[start..].find(')')?;
                let inner = css[start..end].trim().trim_matches(['"', '\'']);
                let start = inner.as_ptr() as usize - css.as_ptr() as usize;
                return Some(start..start + inner.len());
            }
        }
    }
}

/// `assets/` + name with the digest before its extension.
fn hashed(name: &str, bytes: &[u8]) -> String {
    let digest: String = Sha256::digest(bytes).iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    match name.rsplit_once('.') {
        Some((stem, extension)) if !extension.contains('/') => format!("assets/{stem}.{digest}.{extension}"),
        _ => format!("assets/{name}.{digest}"),
    }
}

fn missing(path: &SourcePath, css: &str, range: std::ops::Range<usize>) -> Diagnostic {
    let target = &css[range.clone()];
    let message = text!("« {target} » n’est pas dans le thème", "“{target}” is not in the theme");
    let location: Location = TextFile::new(path.clone(), css.to_owned()).locate(range);
    Diagnostic::new(&rules::MISSING_ASSET, location, message)
}
