# ruff: noqa: E501
"""Small pages that ask of WeasyPrint what few pages ask, by what they ask."""

WORDS = "Der Bericht über Žemaitija sagt, что союз fi ffl AVATAR “quoted” – and more of the same. " * 4
SOFT = "soft\xadhyphens"
PAGES = {
    "a table over pages": "<table><thead><tr><th>Head<th>Two</thead>"
    + "".join(f"<tr><td>{number}<td>{WORDS[: number * 7 % 200]}" for number in range(90))
    + "</table>",
    "floats": "".join(
        f'<p style="float: {side}; max-width: {width}mm; margin: 2mm">{WORDS[:width]}</p><p>{WORDS}</p>'
        for side, width in (("left", 20), ("right", 45), ("left", 150), ("right", 9), ("left", 90))
    ),
    "footnotes": "".join(
        f'<p>{WORDS}<span style="float: footnote">Note {number}. {WORDS[:60]}</span></p>' for number in range(25)
    ),
    "right to left": f'<div dir="rtl" lang="he"><p>{"שלום עולם, " * 60}</p><p style="text-align: justify">{WORDS}</p></div>',
    "justified and hyphenated": f'<div lang="de" style="text-align: justify; hyphens: auto; width: 50mm">{WORDS * 3}</div>',
    "spaced": f'<p style="letter-spacing: 2pt; word-spacing: 1em">{WORDS}</p><pre>a\tb\n  c  \n\nd {WORDS}</pre>'
    f'<p style="white-space: pre-wrap; tab-size: 12">x\ty   z\n{WORDS}</p><p style="white-space: nowrap">{WORDS}</p>',
    "long words": f'<p style="width: 30mm; overflow-wrap: anywhere">{"W" * 3000}</p><p>{SOFT * 90}</p>'
    f'<p style="float: left; overflow-wrap: break-word; max-width: 40mm">{"iW" * 200}</p>'
    f'<p style="float: left; overflow-wrap: anywhere; width: auto">{"Wi " * 20}{"i" * 400}</p>',
    "lists": "<ol>" + "<li>One<ul><li>Two<ol><li>Three</ol></ul>" * 30 + "</ol>"
    '<ul style="list-style: \'→ \' inside"><li>x</ul><dl><dt>t<dd>d</dl>',
    "nested blocks": "<div style='padding: 1%; border: 1px dotted red; margin: 1% 2%; min-width: 10%'>" * 40 + WORDS,
    "sizes": '<div style="width: 50%; height: 20mm; min-height: 10%; max-width: calc(100% - 3mm); box-sizing: border-box; '
    f'padding: 2mm 3%; border: 1pt solid"><div style="height: 50%; margin: auto; width: 30%">{WORDS}</div></div>'
    '<div style="position: relative; height: 30mm"><b style="position: absolute; right: 5%; bottom: 0">x</b></div>'
    '<p style="margin-inline-start: 3em; padding-block: 1em; inline-size: 60%; border-inline-end: 2px solid">logical</p>'
    f'<table style="border-collapse: collapse; width: 80%"><tr><td style="border: 2px solid; padding: 5%">{WORDS}<td>y</table>',
    "flex and grid": f'<div style="display: flex; gap: 2mm"><p>{WORDS}</p><p style="flex: 2; min-width: 0">{WORDS}</p></div>'
    f'<div style="display: grid; grid-template-columns: 1fr 2fr"><p>{WORDS}</p><p>{WORDS}</p></div>'
    f'<div style="columns: 3">{WORDS * 5}</div>'
    f'<style>.cell {{ min-width: 5mm; border: 1mm solid }}</style><div style="display: grid; grid-template: 20mm auto / 30mm 1fr"><p class="cell">'
    f'x<p class="cell" style="display: flex"><b class="cell">y</b>{WORDS}</p><p class="cell">z</div><p class="cell">x',
    "variables": "<style>:root { --a: 3mm; --b: var(--a) } p { margin: var(--b) var(--nothing, 2%); color: var(--c) }"
    "p::before { content: counter(p) ' '; counter-increment: p; display: inline-block; width: 1cm }"
    "p::first-letter { font-size: 200% } p::first-line { color: blue } q { quotes: '«' '»' } li::marker { color: red }"
    "p:nth-child(even) { text-decoration: underline overline; text-overflow: ellipsis; overflow: hidden; white-space: nowrap }"
    f"</style>{f'<p>{WORDS}</p>' * 6}<q>a<q>b</q></q><ul><li>m</ul>",
    "marks": "<style>li::marker { color: red; font-variant-numeric: normal } ::footnote-call { font-weight: bold !important }"
    ".own::footnote-marker { color: blue } .own::footnote-call { content: '*'; vertical-align: baseline } ol ol ::marker { font-size: 2em }"
    ".outside { list-style-position: outside; direction: rtl } *::marker { letter-spacing: 1pt }"
    f"</style><ol><li>One<li class='outside'>Two<ol><li value='9'>{WORDS}</ol></ol><details><summary>s</summary>x</details>"
    f"<p style='display: list-item; list-style: square inside'>{WORDS}<span class='own' style='float: footnote'>a {WORDS}</span>"
    f"<span style='float: footnote'>b</span></p><b style='display: list-item'>x</b>",
    "cells": "<style>td { border: 1px solid } .n { white-space: nowrap } .p { white-space: pre } .k { letter-spacing: 1px } </style><table>"
    + "".join(
        f"<tr><td>One word<td class='n'>One word <td class='p'>a  b <td class='k'>One word<td style='width: {width}'>One word or two "
        f"<td style='text-align: justify'>{WORDS[:width_of]} <td style='text-overflow: ellipsis; overflow: hidden; max-width: 9mm'>One word</td>"
        for width, width_of in (("1mm", 3), ("10mm", 9), ("5%", 25), ("auto", 50), ("14.5mm", 99))
    )
    + f"</table><div style='width: 20mm; float: left'>One word</div><div style='width: 200mm'>One word</div><p>One word<p>{WORDS}<p>One word",
    "shortened": f'<p style="width: 40mm; white-space: nowrap; overflow: hidden; text-overflow: ellipsis">{WORDS}</p>'
    f'<p style="width: 40mm; block-ellipsis: auto; max-lines: 2; continue: discard">{WORDS}</p>' * 2,
    "running heads": "<style>@page { @top-left { content: element(head) } @bottom-right { content: counter(page) '/' "
    "counter(pages) string(title) } @left-middle { content: 'side'; width: 1cm } } .head { position: running(head) }"
    "h2 { string-set: title content(); break-before: page; page: wide } @page wide { size: A5 landscape; margin: 3cm } "
    "a::after { content: target-counter(attr(href), page) }</style><div class='head'>Head <i>of</i> all</div>"
    + "".join(f"<h2 id='h{number}'>Title {number}</h2><p><a href='#h2'>see </a>{WORDS}" for number in range(4)),
    "drawings": '<svg width="300" height="120" viewBox="0 0 300 120" font-family="Source Sans 3"><g transform="scale(1.1)">'
    '<rect x="1em" y="10%" width="50%" height="20" fill="#123456" rx="3"/><path d="M0 0L9 9q3-4 5 6z" stroke="red"/>'
    '<g fill="#102030" fill-opacity=".5" stroke="#102030" stroke-opacity=".5"><rect width="5" height="5"/><rect x="9" width="5" height="5"/></g>'
    '<text x="10" y="60" font-size="12" letter-spacing="2">AVATAR fi Žemė</text><text x="10 20 30" y="90">abc</text>'
    '<text x="150" y="110" text-anchor="middle" textLength="90" font-weight="bold">middle</text></g></svg>'
    "<p style='background: linear-gradient(red, blue); border-radius: 3mm; box-shadow: 1mm 1mm red'>x</p>",
    "tags of every kind": '<P CLASS="a&amp;b" id="x" ID="y" title=\'single\' hidden>no</P><p title="a > b"\n  lang="fr" data-x= "1">x</p >'
    '<p title="&copy; 2024" style=color:red>y<br/><br /><img alt="" src="data:,"/><b/>bold</b></i></p/><p a="1"b="2">z<!-- c --><p a=">'
    f'">w</p><tEXTAREA>a<b>c</tEXTAREA><style>p {{ margin: 0 }}</style><script>"<p>"</script>{"<i title=&quot;n&quot;>" * 3}{WORDS * 90}<u x="{WORDS}">',
}  # fmt: skip
