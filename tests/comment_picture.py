"""A comment on a pull request as a picture, drawn as a code host would show its Markdown."""

from __future__ import annotations

from pathlib import Path

from markdown_it import MarkdownIt
from playwright.sync_api import Browser

WIDTH = 860
#: Asks for a colour picture of the sign before it, which few machines without people have.
_AS_EMOJI = "\N{VARIATION SELECTOR-16}"
_STYLE = """
  body { margin: 0; padding: 16px; background: #fff; color: #1f2328; width: 828px;
         font: 14px/1.5 system-ui, "Noto Sans", Helvetica, Arial, sans-serif; }
  .box { border: 1px solid #d1d9e0; border-radius: 6px; }
  .who { background: #f6f8fa; border-bottom: 1px solid #d1d9e0; border-radius: 6px 6px 0 0;
         color: #59636e; padding: 8px 16px; }
  .who b { color: #1f2328; }
  .text { padding: 16px; }
  .text > :first-child { margin-top: 0; }
  .text > :last-child { margin-bottom: 0; }
  h2, h3 { margin: 20px 0 12px; line-height: 1.25; font-size: 18px; }
  h3 { font-size: 16px; }
  h2 { border-bottom: 1px solid #d1d9e0; padding-bottom: 5px; }
  p, ul, table, blockquote, details { margin: 0 0 14px; }
  ul { padding-left: 2em; }
  li + li { margin-top: 4px; }
  a { color: #0969da; text-decoration: underline; }
  code { background: #818b981f; border-radius: 6px; font-size: 85%; padding: 0.2em 0.4em; }
  table { border-collapse: collapse; }
  th, td { border: 1px solid #d1d9e0; padding: 6px 13px; text-align: left; }
  tr:nth-child(2n) { background: #f6f8fa; }
  blockquote { border-left: 4px solid #d1d9e0; color: #59636e; padding: 0 1em; }
"""


def draw_comment(markdown: str, target: Path, browser: Browser) -> None:
    """Draw a comment into a PNG file; what is folded in it stays folded."""
    markdown = markdown.replace(_AS_EMOJI, "")
    text = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    html = (
        f"<!doctype html><meta charset=utf-8><style>{_STYLE}</style><div class=box><div class=who>"
        f"<b>github-actions</b> commented</div><div class=text>{text.render(markdown)}</div></div>"
    )
    page = browser.new_page(viewport={"width": WIDTH, "height": 400}, java_script_enabled=False)
    page.set_content(html)
    page.screenshot(path=target, full_page=True)
    page.close()
