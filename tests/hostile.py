"""Documents whose text a template engine would take for its own, in every place of a document where text can stand.

In the context of the tests `x` is "PWNED", so an expression that is evaluated shows; what an engine takes for a comment, a tag or
the start of a construct would be lost or would break the build.
"""

EXPRESSIONS = [
    # Jinja, Nunjucks, Liquid, Vue, Mustache, Handlebars, Go
    "{{ x }}",
    "{{x}}",
    "{{{x}}}",
    "{{{{x}}}}",
    "{{-x-}}",
    "{{- x -}}",
    "{{ x | upcase }}",
    "{{ constructor.constructor('return 1')() }}",
    "{{&x}}",
    "{{=[[ ]]=}}[[x]]",
    "{{#x}}y{{/x}}",
    "{{!gone}}",
    "{{/* gone */}}",
    "{{< x >}}",
    "{{% x %}}",
    "{{'}}'}}x",
    "{ {{x}} }",
    "{{",
    "}}",
    "{{ x }",
    "{ x }}",
    # Jinja, Nunjucks, Liquid
    "{% if x %}y{% endif %}",
    "{%- if x -%}y{%- endif -%}",
    "{% raw %}{{ x }}{% endraw %}",
    "{% endraw %}{{ x }}{% raw %}",
    "{% comment %}gone{% endcomment %}",
    "{%x%}",
    "{%",
    "%}",
    "100{%}",
    "{# gone #}",
    "{#- gone -#}",
    "{#",
    # JavaScript, Ruby, EJS, ERB, Java
    "${x}",
    "$${ x }",
    "\\${x}",
    "#{x}",
    "<%= x %>",
    "<%- x -%>",
    "<%# gone %>",
    "<%% x %%>",
    "<%",
    "%>",
    "[[ x ]]",
    "[[${x}]]",
    "[(${x})]",
]


def _escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _split(between):
    """The text with `between` after each of its characters."""
    return lambda text: "<p>" + between.join(map(_escaped, text)) + "</p>"


def _halves(pattern):
    """The text in two halves, cut after its first character, in `pattern`."""
    return lambda text: pattern.format(_escaped(text[:1]), _escaped(text[1:]))


def _entities(form):
    return lambda text: "<p>" + "".join(form.format(ord(char)) for char in text) + "</p>"


def _whole(pattern):
    return lambda text: pattern.format(_escaped(text))


STRUCTURES = {
    "loose": _whole("{}"),
    "loose after a block": _whole("<p>a</p>{} b <i>{}</i>".replace("{}", "{0}")),
    "paragraph": _whole("<p>{}</p>"),
    "paragraph that begins with a word": _whole("<p>word {} word</p>"),
    "two lines": _whole("<p>{0}<br>{0}</p>"),
    "heading": _whole("<h2>{}</h2><h3>a {0}</h3>".replace("{}", "{0}")),
    "emphasis": _whole("<p><b>{0}</b><i>{0}</i><del>{0}</del><sub>{0}</sub></p>"),
    "halves in emphasis": _halves("<p>{}<b>{}</b></p>"),
    "halves in span": _halves("<p>{}<span>{}</span></p>"),
    "halves beside nothing": _halves("<p>{}<b></b>{}</p>"),
    "halves beside a comment": _halves("<p>{}<!-- -->{}</p>"),
    "halves beside a script": _halves("<p>{}<script>1</script>{}</p>"),
    "halves beside an unknown element": _halves("<p>{}<x-y></x-y><font>{}</font></p>"),
    "halves beside a soft hyphen": _halves("<p>{}\u00ad{}</p>"),
    "halves beside a control": _halves("<p>{}\x01{}</p>"),
    "halves in code": _halves("<p><code>{}</code><code>{}</code></p>"),
    "halves before a link": _halves("<p>{}<a href='/a'>{}</a></p>"),
    "halves after a link": _halves("<p><a href='/a'>{}</a>{}</p>"),
    "halves over a time": _halves("<p>{}<time>{}</time></p>"),
    "halves over cells": _halves("<table><tr><th>{}</th><th>{}</th></tr><tr><td>{0}</td><td>{1}</td></tr></table>".replace("{}</th><th>{}", "{0}</th><th>{1}")),
    "halves over items": _halves("<ul><li>{}</li><li>{}</li></ul>"),
    "characters in elements": _split("<i></i>"),
    "characters in spans": lambda text: "<p>" + "".join(f"<span>{_escaped(char)}</span>" for char in text) + "</p>",
    "characters in turn": lambda text: "<p>" + "".join(f"<{tag}>{_escaped(char)}</{tag}>" for char, tag in zip(text, "ba" * 99, strict=False)) + "</p>",
    "break opportunities": _split("<wbr>"),
    "references": _entities("&#{};"),
    "references of references": _entities("&amp;#{};"),
    "references of references of references": _entities("&amp;amp;#{};"),
    "link text": _whole("<p><a href='/a'>{}</a> b</p>"),
    "link text in brackets": _whole("<p>[<a href='/a'>{}</a>]({})</p>".replace("{}", "{0}")),
    "link title": _whole("<p><a href='/a' title=\"{}\">b</a></p>"),
    "link target": _whole('<p><a href="{0}">b</a> <a href="/a?{0}">c</a> <a href="https://e.com/{0}">d</a> <a href="#{0}">e</a></p>'),
    "link that shows its target": _whole('<p><a href="https://e.com/{0}">https://e.com/{0}</a></p>'),
    "encoded link target": lambda text: "<p><a href='/a?" + "".join(f"%{ord(char):02x}" for char in text) + "'>b</a></p>",
    "image": _whole('<p><img src="/{0}" alt="{0}" title="{0}"></p>'),
    "image alone": _whole("<img src='/a.png' alt=\"{}\">"),
    "image sources": _whole("<p><img srcset=\"/{0} 1x, /b{0} 2x\" alt='a'></p>"),
    "figure": _whole("<figure><img src='/a.png' alt='b'><figcaption>{}</figcaption></figure>"),
    "quotation": _whole('<blockquote cite="/{0}"><p>{0}</p></blockquote>'),
    "list": _whole("<ul><li>{0}</li><li><p>{0}</p><ol start='3'><li>{0}</li></ol></li></ul>"),
    "table": _whole("<table><tr><th>{0}</th><th>b</th></tr><tr><td>{0}</td><td>|{0}|</td></tr></table>"),
    "table as HTML": _whole("<table><caption>{0}</caption><tr><td colspan='2'>{0}</td></tr><tr><td><ul><li>{0}</li></ul></td><td title=\"{0}\">c</td></tr></table>"),
    "definitions": _whole("<dl><dt>{0}</dt><dd>{0}</dd></dl>"),
    "details": _whole("<details><summary>{0}</summary><p>{0}</p></details>"),
    "code": _whole("<p><code>{0}</code> a <code>b {0} c</code></p>"),
    "code with a mark": _whole("<p><code>a <b>{0}</b></code></p>"),
    "code block": _whole("<pre>{0}</pre>"),
    "code block with a language": _whole('<pre><code class="language-c">a\n\n  {0}\n\nb</code></pre>'),
    "code block with that language": _whole('<pre><code class="language-{0}">a</code></pre>'),
    "code block after a block": _whole("<p>a</p><pre>b\n\n{0}\n\n\n{0}</pre>"),
    "code block with marks": _whole("<pre>a\n\n<b>{0}</b>\n\n{0}</pre>"),
    "code block in a list": _whole("<ol><li>a<pre>b\n\n{0}</pre></li></ol>"),
    "recording": _whole("<p><video src=\"/a?{0}\" poster=\"/{0}\" title=\"{0}\">{0}</video><audio src='/b'></audio></p>"),
    "dates": _whole('<p><time datetime="{0}">a</time><ins cite="/{0}" datetime="{0}">b</ins><abbr title="{0}">c</abbr></p>'),
    "ruby": _whole('<p><ruby>{0}<rt>{0}</rt></ruby> <kbd>{0}</kbd> <q cite="/{0}">{0}</q></p>'),
    "a directive": _whole("<p v-html='x' :title='x' @click='x' v-text=\"x\" #x='y'>{0}</p>"),
    "markup in text": lambda text: "<p>" + _escaped(f'<b title="{text}">{text}</b>') + "</p>",
    "Markdown in text": lambda text: "<p>" + _escaped(f"[{text}](/a '{text}') ![{text}](/b) `{text}`") + "</p>",
}  # fmt: skip
"""Where the text of an expression stands, as functions that make HTML of it."""


def documents():
    """Every expression in every structure, by name."""
    return {f"{name}: {text}": structure(text) for name, structure in STRUCTURES.items() for text in EXPRESSIONS}
