import { createHash } from 'node:crypto';
import { Html, html } from './html';

/** A page that needs no other file. */
export interface HtmlDocument {
  readonly title: string;
  readonly style: string;
  /** The only script that may run. Without it the page runs none. */
  readonly script?: string;
  readonly body: Html;
}

/** Renders a page. Its security policy allows the style and the script of the page by their hashes, and nothing else. */
export function htmlDocument({ title, style, script, body }: HtmlDocument): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${securityPolicy(style, script)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${new Html(`<style>${style}</style>`)}
      </head>
      <body>
        ${body}${script === undefined ? '' : new Html(`\n<script>${script}</script>`)}
      </body>
    </html> `.markup;
}

function securityPolicy(style: string, script: string | undefined): string {
  return [
    "default-src 'none'",
    `style-src ${sourceHash(style)}`,
    ...(script === undefined ? [] : [`script-src ${sourceHash(script)}`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function sourceHash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
