import { createHash } from 'node:crypto';
import { pageScript } from './page-script';
import { pageStyle } from './html-style';

/** The hash by which a page's security policy allows a style or script of its own. */
export function sourceHash(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

/** SHA-256 of the script and of the style of a page, which hold nothing of a report. */
export const scriptHash = sourceHash(pageScript);
export const styleHash = sourceHash(pageStyle);
