import { type FoundChange } from '../change-kind';
import { capital, shortText, whenText } from '../change-words';
import { type Comparison, type ResourcePair } from '../comparison';
import { type Setting } from './setting';
import { settings } from './settings';

/** Settings of resources that protect less than before. */
export function loweredSettings(comparison: Comparison): FoundChange[] {
  return comparison.kept.flatMap((pair) =>
    settings
      .filter(({ types }) => types.length === 0 || types.includes(pair.after.resource.type))
      .flatMap((setting) => loweredSetting(pair, setting, comparison)),
  );
}

function loweredSetting(
  { before, after }: ResourcePair,
  { level, lowered, why: reason }: Setting,
  comparison: Comparison,
): FoundChange[] {
  const [was, is] = [level(before, comparison.before), level(after, comparison.after)];
  const why = typeof reason === 'string' ? reason : reason(after);
  const basis = { source: after.resource.source, rank: after.type.rank };
  if (was === 0) return [];
  if (was === undefined || is === undefined) {
    if (was === is) return [];
    const what = `It is not known whether ${shortText(after)} ${lowered}${whenText(after)}`;
    const fix = 'Look at the value before and after in a change set, such as that of `npx cdk diff`.';
    return [{ ...basis, kind: 'unknown', what, why: `Only the deployment knows the value. If so: ${why}`, fix }];
  }
  if (is >= was) return [];
  return [
    {
      ...basis,
      kind: 'protection lowered',
      what: `${capital(shortText(after))} ${lowered}${whenText(after)}`,
      why,
      fix: 'Change it back, or say in the pull request why the protection is no longer needed.',
    },
  ];
}
