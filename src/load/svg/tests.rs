//! Pictures made to harm, each with what is found in it, and pictures as drawing programs write them.

use super::*;
use crate::source::SourcePath;

fn found(svg: &str) -> String {
    let file = TextFile::new(SourcePath::new("a.svg"), svg.to_owned());
    let told = read(&file).into_iter().map(|found| {
        let place = found.location.unwrap();
        let shown = place.excerpt.chars().skip((place.column - 1 - place.excerpt_skipped) as usize);
        format!("{} {}", found.rule.code, shown.take(place.width as usize).collect::<String>())
    });
    told.collect::<Vec<_>>().join(" | ")
}

/// A picture around `inner`.
fn picture(inner: &str) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">\n{inner}\n</svg>")
}

#[test]
fn c3_whatever_acts_is_found_where_it_stands() {
    let cases = [
        ("<script>x</script>", "unsafe-svg script"),
        ("<SCRIPT/>", "unsafe-svg SCRIPT"),
        ("<s:script xmlns:s='http://www.w3.org/2000/svg'/>", "unsafe-svg s:script"),
        ("<script xlink:href='a.js'/>", "unsafe-svg script"),
        ("<g><rect onclick='x'/></g>", "unsafe-svg onclick='x'"),
        ("<rect OnMouseOver=\"x\" />", "unsafe-svg OnMouseOver=\"x\""),
        ("<a href='javascript:x'/>", "unsafe-svg href='javascript:x'"),
        ("<a xlink:href='&#106;ava&#x9;script&#58;x'/>", "unsafe-svg xlink:href='&#106;ava&#x9;script&#58;x'"),
        ("<a xlink:href=' vbscript:x'/>", "unsafe-svg xlink:href=' vbscript:x'"),
        ("<a href='data:text/html,x'/>", "unsafe-svg href='data:text/html,x'"),
        ("<use href='data:image/svg+xml,x#a'/>", "unsafe-svg href='data:image/svg+xml,x#a'"),
        ("<image href='https://e.fr/a.png'/>", "unsafe-svg href='https://e.fr/a.png'"),
        ("<image href='&#47;/e.fr/a.png'/>", "unsafe-svg href='&#47;/e.fr/a.png'"),
        ("<image href='data:text/html,x'/>", "unsafe-svg href='data:text/html,x'"),
        ("<use xlink:href='http://e.fr/a.svg#b'/>", "unsafe-svg xlink:href='http://e.fr/a.svg#b'"),
        ("<g xml:base='http://e.fr/'/>", "unsafe-svg xml:base='http://e.fr/'"),
        ("<set attributeName='onclick' to='x'/>", "unsafe-svg attributeName='onclick'"),
        ("<animate values='#a;javascript:x' attributeName='xlink:href'/>", "unsafe-svg values='#a;javascript:x'"),
        ("<rect fill='url(http://e.fr/a#b)'/>", "unsafe-svg fill='url(http://e.fr/a#b)'"),
        ("<rect style='fill:u&#x5c;72l(//e.fr)'/>", "unsafe-svg style='fill:u&#x5c;72l(//e.fr)'"),
        ("<style>@import 'a.css';</style>", "unsafe-svg @import"),
        ("<style>a{}<![CDATA[ @import url(//e.fr); ]]></style>", "unsafe-svg @import | unsafe-svg //e.fr"),
        ("<style>&#64;import 'a.css';</style>", "unsafe-svg &#64;import"),
        ("<style>@im<!-- -->port 'a.css';</style>", "unsafe-svg @im<!-- -->port"),
        ("<style><style/>@import 'a.css';</style>", "unsafe-svg @import"),
        (
            "<foreignObject><div xmlns='http://www.w3.org/1999/xhtml'><p/></div></foreignObject>",
            "unsafe-svg xmlns='http://www.w3.org/1999/xhtml'",
        ),
        (
            "<h:img xmlns:h='http://www.w3.org/1999/xhtml' src='x' onerror='y'/>",
            "unsafe-svg xmlns:h='http://www.w3.org/1999/xhtml' | unsafe-svg onerror='y'",
        ),
        ("<text>&nbsp;</text>", "unsafe-svg &nbsp;"),
        ("<?xml-stylesheet href='a.xsl'?>", "unsafe-svg <?xml-stylesheet href='a.xsl'?>"),
    ];
    for (inner, expected) in cases {
        assert_eq!(found(&picture(inner)), expected, "{inner}");
    }
}

#[test]
fn c3_declarations_that_change_what_a_browser_reads_are_found() {
    let svg = picture("<g/>");
    let cases = [
        ("<!DOCTYPE svg [<!ENTITY a 'b'>]>", "unsafe-svg <!DOCTYPE svg [<!ENTITY a 'b'>]>"),
        (
            "<!DOCTYPE svg [<!ATTLIST svg onload CDATA 'x'>]>",
            "unsafe-svg <!DOCTYPE svg [<!ATTLIST svg onload CDATA 'x'>]>",
        ),
        ("<!DOCTYPE svg SYSTEM 'http://e.fr/a.dtd'>", "unsafe-svg <!DOCTYPE svg SYSTEM 'http://e.fr/a.dtd'>"),
        ("<!DOCTYPE html>", "unsafe-svg <!DOCTYPE html>"),
        ("<?xml version='1.0' encoding='UTF-7'?>", "unsafe-svg <?xml version='1.0' encoding='UTF-7'?>"),
    ];
    for (head, expected) in cases {
        assert_eq!(found(&format!("{head}\n{svg}")), expected, "{head}");
    }
}

#[test]
fn what_is_no_svg_is_found() {
    let cases =
        ["", "Bonjour", "<svg><g></svg>", "<svg>", "<svg a=b/>", "<svg a='&x;'/>", "<svg", "<svg><!-- ", "</svg>"];
    for svg in cases {
        assert!(found(svg).starts_with("invalid-svg"), "{svg}: {}", found(svg));
    }
}

#[test]
fn a_hostile_picture_gives_few_findings_in_little_time() {
    assert_eq!(found(&"<script/>".repeat(20_000)).matches("unsafe-svg").count(), LISTED);
    let attributes: String = (0..20_000).map(|n| format!(" a{n}='url(#b)'")).collect();
    assert_eq!(found(&format!("<svg{attributes}/>")), "");
    let namespaces: String = (0..20_000).map(|n| format!(" xmlns:a{n}='urn:a'")).collect();
    assert_eq!(found(&format!("<svg{namespaces}/>")), "");
    assert!(found(&"<g>".repeat(100_000)).starts_with("invalid-svg"));
    assert_eq!(found(&picture(&format!("<style>{}</style>", "url(".repeat(20_000)))), "");
}

/// Heads and bodies as Inkscape 1.3, Illustrator 27, matplotlib and Graphviz write them.
#[test]
fn pictures_of_drawing_programs_are_fine() {
    let inkscape = r##"<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape (http://www.inkscape.org/) -->
<svg width="210mm" viewBox="0 0 210 297" version="1.1" inkscape:version="1.3.2" sodipodi:docname="a.svg"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:xlink="http://www.w3.org/1999/xlink"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" xmlns="http://www.w3.org/2000/svg"
   xmlns:svg="http://www.w3.org/2000/svg" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
   xmlns:cc="http://creativecommons.org/ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <sodipodi:namedview id="n" pagecolor="#fff" inkscape:document-units="mm" />
  <defs><linearGradient id="a"/><linearGradient id="b" xlink:href="#a"/><style id="s">.c { fill: url(#a) }</style></defs>
  <metadata><rdf:RDF><cc:Work rdf:about=""><dc:type rdf:resource="http://purl.org/dc/dcmitype/StillImage"/>
    <cc:license rdf:resource="http://creativecommons.org/licenses/by/4.0/"/></cc:Work></rdf:RDF></metadata>
  <image xlink:href="data:image/png;base64,iVBORw0KGgo=" /><a xlink:href="https://exemple.fr/"><svg:text>&#233;&amp;</svg:text></a>
  <path style="fill:url(#b);-inkscape-font-specification:'Arial, Bold'" d="M 0,0 L 1,1" inkscape:path-effect="#p"/>
</svg>"##;
    let illustrator = r##"<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 27.0.0, SVG Export Plug-In . SVG Version: 6.00 Build 0)  -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg version="1.1" id="Calque_1" xmlns="http://www.w3.org/2000/svg" x="0px" style="enable-background:new 0 0 9 9;" xml:space="preserve">
<style type="text/css"><![CDATA[ .st0{clip-path:url(#SVGID_2_);} @font-face{src:url(data:font/woff2;base64,AA)} ]]></style>
<switch><foreignObject requiredExtensions="http://ns.adobe.com/AdobeIllustrator/10.0/" width="1" height="1"/><g/></switch>
<animate attributeName="opacity" from="0" to="1"/></svg>"##;
    for svg in [inkscape, illustrator] {
        assert_eq!(found(svg), "");
    }
}
