"""axe on a page, without examining twice what is the same: most of its time goes to comparing the colours of texts."""

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

# The sheets that axe would load anew serve a rule that it leaves out by default.
EVERYWHERE = {"resultTypes": ["violations"], "preload": False}
COLOURS = "color-contrast"
# A page as its tags, classes and states, whatever its texts and addresses; and, for each element that shows a text, a
# number for its tags, classes and states up to the root: those that have the same number have the same colours.
DRAWN = """() => {
  const states = /^(class|role|type|lang|hidden|style|scope|tabindex|autocomplete|target|rel|open|checked|disabled)$/
  const said = ({name, value}) => states.test(name) || /^aria-(?!labelledby|describedby|controls|label$)/.test(name)
    ? `${name}=${value}` : value.trim() ? name : `${name}=`
  const tag = (element) => `${element.localName} ${[...element.attributes].map(said)}`
  const drawn = (node) => node.nodeType === Node.TEXT_NODE ? (node.data.trim() ? "…" : "")
    : node.nodeType === Node.ELEMENT_NODE ? `<${tag(node)}>${[...node.childNodes].map(drawn).join("")}</>` : ""
  const add = (sum, text) => { for (const letter of text) sum = Math.imul(sum, 33) ^ letter.charCodeAt(0); return sum }
  const row = (element) => element.localName === "tr" ? [...element.parentElement.children].indexOf(element) % 2 : ""
  const ancestry = (element) => element ? add(ancestry(element.parentElement), tag(element) + row(element)) : 5381
  const written = (element) => element.matches("input, select, textarea, button")
    || [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())
  window.eigTexts = [...document.body.querySelectorAll("*")].filter(written)
  return [drawn(document.documentElement), window.eigTexts.map(ancestry)]
}"""
RUN = """([options, chosen]) =>
  axe.run(chosen ? {include: chosen.map((place) => window.eigTexts[place])} : document, options)
"""
PASSED: set[tuple[int, str]] = set()
"""The width and the drawing of the pages in which nothing was found, during this session."""
LEGIBLE: set[tuple[int, int]] = set()
"""The width and the number of the texts whose colours passed."""


def faults(page: Page, width: int) -> str:
    """What axe finds on a page, as a report; empty for nothing."""
    drawing, texts = page.evaluate(DRAWN)
    if (width, drawing) in PASSED:
        return ""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    fresh = {number: place for place, number in enumerate(texts) if (width, number) not in LEGIBLE}
    reports = [_report(page, {**EVERYWHERE, "rules": {COLOURS: {"enabled": False}}}, None)]
    if fresh:
        reports.append(_report(page, {**EVERYWHERE, "runOnly": [COLOURS]}, list(fresh.values())))
    if not any(reports):
        PASSED.add((width, drawing))
        LEGIBLE.update((width, number) for number in fresh)
    return "\n".join(filter(None, reports))


def _report(page: Page, options: dict, chosen: list[int] | None) -> str:
    results = AxeResults(page.evaluate(RUN, [options, chosen]))
    return results.generate_report() if results.violations_count else ""
