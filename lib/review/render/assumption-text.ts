import { type ReviewAssumption } from '../templates/template-graph';
import { plainText } from './plain-text';
import { sourceText } from './source-text';

/** An assumption in a sentence, and the resource that suggests it. */
export function assumptionText({ what, why, source }: ReviewAssumption): string {
  return `Assumed: ${plainText(what)}, because ${plainText(why).replace(/\.$/, '')} (${sourceText(source)}).`;
}
