import { type ReviewAssumption, type TemplateSource } from '../templates/template-graph';
import { plainText } from './plain-text';

/** The path of a construct, if there is one, and the resource in its template. */
export function sourceText({ template, logicalId, path }: TemplateSource): string {
  const place = `${plainText(logicalId)} in ${plainText(template)}`;
  return path === '' ? place : `${plainText(path)} (${place})`;
}

const l1 = /\/(Resource|Default)$/;

/** The short name of a source, without the `/Resource` that CDK adds. */
export function sourceName({ logicalId, path }: TemplateSource): string {
  return plainText(path === '' ? logicalId : path.replace(l1, ''));
}

/** The short names of several sources, each once. */
export function sourceNames(sources: readonly TemplateSource[]): string[] {
  return Array.from(new Set(sources.map(sourceName)));
}

/** An assumption in a sentence, with the resource that suggests it. */
export function assumptionText({ what, why, source }: ReviewAssumption): string {
  return `Assumed: ${plainText(what)}, because ${plainText(why).replace(/\.$/, '')} (${sourceText(source)}).`;
}
