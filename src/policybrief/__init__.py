"""Policy briefs: written in YAML, checked, and printed as PDF and web page.

One brief walks through the house from the ground up. Each stage takes one type and gives another; nothing is changed
in place, so a type says what has been done already.

    read       yamlfile.read_yaml(path)             a file -> YamlFile: plain data, and the place of every key and value
    validate   validate.validate(file, ...)         -> a record of the model, or every problem at its place
    load       load.load_brief(path, project)       both, with the project's settings and shared sources -> Brief
    judge      lint.lint(case, file)                -> problems; a side door: what the rules of rules/ say of a Case
    cite       citations.cite(brief, folders)       -> Citations: marks, notes, the list of sources, set in a style
    compose    compose.compose(brief, citations)    -> Document: all that a template may see, safe, numbered, labelled
    render     render.render_html(document, look)   -> HTML, through Jinja templates
    embed      fetch.embed(html, homes)             -> the same with its pictures in it, looked through by `media`
    print      pdf.print_pdf(html, look)            -> a PDF, through WeasyPrint; `paper` makes the page fit before,
                                                    and `tagging` the file accessible and fit for the archive after
    finish     webpage.embed_fonts(html, cache)     -> a web page of one file
    write      disk.write(files)                    -> the files, all of them or none

`build.make_brief` is this walk to what was `made`; `cli` is the door, the only folder that prints, reads the clock or
exits. A `batch` finds out which of many briefs must be made anew: `fingerprint` vouches for all that they are made
from, and `manifest` keeps what stands in the folder. `crew` makes each in a child process that has bounds, and one
process alone writes (`disk`). `again` builds a second time to compare, `buildreport` tells programs what was done.
preview/ writes nothing: it makes what somebody looks at in a browser, after each save.

What a brief may hold is said in `brief`, `items`, `source`, `estimate`, `date` and `part`, and how its items are
numbered in `numbering`; the words that it may use, and what they mean in numbers, in `vocabulary`. `citations` asks
`citeproc`, which asks pandoc, with a style that `csl` finds; what was set once, `cache` keeps. `compose` takes its
items from `views`, its sources from `entries`, its figures from drawings/, which gives words and numbers to figures/
and gets SVG back (`drawable` says what each can be drawn of, and `picture` lets one of them stand alone), and what
programs read off the page from `metadata`. The types of all this are in `shown` and `document`. `pdf` sets pages in the
typefaces that `instances` makes once, and takes `shortcuts` through WeasyPrint, each held to the bytes without it;
`declarations` keeps what that declares in C. `tagging` writes the tree of tags that `structure` makes from the page and
from `pieces`, where each line of it was printed; `headers` knows which header cell speaks for which cell, and
`linkwords` what to call a link. How the house shows itself is in `brand`, with its `logo` and `typefaces`; `theme`
reads colours, and a `look` is all of these.

Three side doors. `lint` runs the rules, each a file in rules/, on a `case.Case`, and `report` tells programs what they
found, `sarif` among them; `length` counts its words, and `lengthtext` says so. `trace` says what stands on what:
`annex` shows it on the page, `tracetext` in the terminal; `review` tells when a source has changed under an accepted
finding, and `accept` writes what was accepted into the brief, through `splice`, which leaves every other byte as it
was. `exchange` reads and writes sources as other programs keep them, and `library` adds them to the shared sources.

What is wrong with a brief is a `problem.Problem`, and a `problem.BriefError` carries all of them at once. templates/
and styles/ hold what a reader sees; a project's own folders of these names go before the shipped ones, file by file.
"""
