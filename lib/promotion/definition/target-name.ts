import { type States, choice, pass } from './states';

/** The name of the target repository: one for all, or the name of the source with another prefix. */
export type TargetNaming =
  | { readonly kind: 'one'; readonly name: string }
  | { readonly kind: 'prefix'; readonly from: string; readonly to: string };

/** The states that create the name, one segment at a time. Step Functions can split a text but cannot join one. */
export function targetNameStates(naming: TargetNaming): States {
  if (naming.kind === 'one') return {};
  const behind = naming.from.split('/').length - 1;
  const parts = "States.StringSplit($.image.repository, '/')";
  return {
    'Split the name': pass(
      {
        'parts.$': parts,
        'count.$': `States.ArrayLength(${parts})`,
        next: behind + 1,
        'name.$': `States.Format('${naming.to}{}', States.ArrayGetItem(${parts}, ${behind}))`,
      },
      '$.naming',
      'Is the name whole?',
    ),
    'Is the name whole?': choice(
      [[{ Variable: '$.naming.next', NumericLessThanPath: '$.naming.count' }, 'Add a segment']],
      'Use the name',
    ),
    'Add a segment': pass(
      {
        'parts.$': '$.naming.parts',
        'count.$': '$.naming.count',
        'next.$': 'States.MathAdd($.naming.next, 1)',
        'name.$': "States.Format('{}/{}', $.naming.name, States.ArrayGetItem($.naming.parts, $.naming.next))",
      },
      '$.naming',
      'Is the name whole?',
    ),
    'Use the name': pass(
      { 'host.$': '$.target.host', 'repository.$': '$.naming.name' },
      '$.target',
      'Read the pushed image',
    ),
  };
}
