//! The browsers that show a page of the site, and what they are told.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use tokio::sync::broadcast;

/// How many messages a browser may be behind.
const BEHIND: usize = 16;

/// What a browser is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Message {
    /// Load the page again.
    Reload,
    /// Take other stylesheets; the rest of the page is as it was.
    Styles {
        /// Addresses before and now, from the root of the site.
        styles: Vec<[String; 2]>,
    },
    /// Go to another page.
    Follow {
        /// Its address, from the root of the site.
        page: String,
    },
    /// Go to the same page below another path.
    Moved {
        /// The path of the site.
        base: String,
    },
    /// What is wrong is not what it was.
    Findings,
}

/// The pages that are shown.
#[derive(Default)]
pub struct Browsers {
    pages: Mutex<HashMap<String, Shown>>,
}

struct Shown {
    sender: broadcast::Sender<Arc<str>>,
    /// The page as it was last rendered.
    html: Arc<[u8]>,
}

impl Browsers {
    /// A browser shows a page that is now `html`, and which it was given with the tag `seen`.
    pub fn watch(&self, page: &str, seen: &str, html: Arc<[u8]>) -> broadcast::Receiver<Arc<str>> {
        if tag(&html) != seen {
            // It was loaded before the last change: it has missed what the others were told.
            let (sender, receiver) = broadcast::channel(1);
            let _ = sender.send(Message::Reload.json());
            return receiver;
        }
        let mut pages = self.pages();
        pages.retain(|_, shown| shown.sender.receiver_count() > 0);
        let shown =
            pages.entry(page.to_owned()).or_insert_with(|| Shown { sender: broadcast::channel(BEHIND).0, html });
        shown.sender.subscribe()
    }

    /// Renders all shown pages again and tells those that differ. The number of pages that do.
    pub fn refresh(&self, render: impl Fn(&str) -> Arc<[u8]>, styles: &[[String; 2]]) -> usize {
        let mut pages = self.pages();
        pages.retain(|_, shown| shown.sender.receiver_count() > 0);
        let mut differing = 0;
        for (page, shown) in pages.iter_mut() {
            let html = render(page);
            if html == shown.html {
                continue;
            }
            differing += 1;
            let message = match only_styles(&shown.html, &html, styles) {
                true => Message::Styles { styles: styles.to_vec() },
                false => Message::Reload,
            };
            shown.html = html;
            // Who went away in this moment need not be told.
            let _ = shown.sender.send(message.json());
        }
        differing
    }

    /// Tells all browsers.
    pub fn tell(&self, message: &Message) {
        let json = message.json();
        for shown in self.pages().values() {
            let _ = shown.sender.send(json.clone());
        }
    }

    fn pages(&self) -> MutexGuard<'_, HashMap<String, Shown>> {
        // A panic while pages are rendered leaves them as they were.
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Message {
    /// The message as a browser reads it.
    pub fn json(&self) -> Arc<str> {
        serde_json::to_string(self).expect("texts are JSON").into()
    }
}

/// What tells one rendering of a page from another.
pub fn tag(html: &[u8]) -> String {
    use std::hash::{DefaultHasher, Hasher};
    let mut hasher = DefaultHasher::new();
    hasher.write(html);
    format!("{:016x}", hasher.finish())
}

/// Whether two renderings of a page differ in nothing but the addresses of stylesheets.
fn only_styles(old: &[u8], new: &[u8], styles: &[[String; 2]]) -> bool {
    let (Ok(old), Ok(new)) = (std::str::from_utf8(old), std::str::from_utf8(new)) else { return false };
    let renamed = styles.iter().fold(old.to_owned(), |html, [before, now]| html.replace(before, now));
    !styles.is_empty() && renamed == new
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> Arc<[u8]> {
        Arc::from(text.as_bytes())
    }

    #[test]
    fn only_pages_that_differ_are_told() {
        let browsers = Browsers::default();
        let page = html("<p>a");
        let mut one = browsers.watch("a.html", &tag(&page), page.clone());
        let mut other = browsers.watch("b.html", &tag(&page), page.clone());
        let render = |name: &str| if name == "a.html" { html("<p>b") } else { html("<p>a") };
        assert_eq!(browsers.refresh(render, &[]), 1);
        assert_eq!(&*one.try_recv().unwrap(), r#"{"kind":"reload"}"#);
        assert!(other.try_recv().is_err());
    }

    #[test]
    fn a_page_that_was_loaded_before_the_last_change_is_told_at_once() {
        let browsers = Browsers::default();
        let mut late = browsers.watch("a.html", "0", html("<p>a"));
        assert_eq!(&*late.try_recv().unwrap(), r#"{"kind":"reload"}"#);
    }

    #[test]
    fn other_stylesheets_alone_are_swapped() {
        let browsers = Browsers::default();
        let before = html("<link href=assets/a.1.css><p>");
        let mut browser = browsers.watch("a.html", &tag(&before), before);
        let styles = [["assets/a.1.css".to_owned(), "assets/a.2.css".to_owned()]];
        browsers.refresh(|_| html("<link href=assets/a.2.css><p>"), &styles);
        assert_eq!(
            &*browser.try_recv().unwrap(),
            r#"{"kind":"styles","styles":[["assets/a.1.css","assets/a.2.css"]]}"#
        );
        browsers.refresh(|_| html("<link href=assets/a.2.css><p>x"), &styles);
        assert_eq!(&*browser.try_recv().unwrap(), r#"{"kind":"reload"}"#);
    }

    #[test]
    fn pages_that_nobody_shows_are_forgotten() {
        let browsers = Browsers::default();
        drop(browsers.watch("a.html", &tag(b""), html("")));
        assert_eq!(browsers.refresh(|_| panic!("rendered for nobody"), &[]), 0);
    }
}
