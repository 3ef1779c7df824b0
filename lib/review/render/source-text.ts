import { type TemplateSource } from '../template-graph';
import { plainText } from './plain-text';

/** Where something stands: by its construct where there is one, and where to find it in a template. */
export function sourceText({ template, logicalId, path }: TemplateSource): string {
  const place = `${plainText(logicalId)} in ${plainText(template)}`;
  return path === '' ? place : `${plainText(path)} (${place})`;
}

const l1 = /\/Resource$/;

/** The shorter name of it, for beside a row: without what CDK adds for the resource below a construct. */
export function sourceName({ logicalId, path }: TemplateSource): string {
  return plainText(path === '' ? logicalId : path.replace(l1, ''));
}
