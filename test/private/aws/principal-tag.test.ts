import { principalTagKeyRule, principalTagValueRule } from '../../../lib/private/aws/principal-tag';
import { hostileTexts, type Refusal, refuses, takes } from '../rule-cases';

const taken = ['team', 'Team', 'cost center', 'acme:team/service', 'a=b+c@d_e.f-g', '1'];
const literal = 'IAM does not read wildcards here.';

const refused = (most: number): Refusal[] => {
  const characters = `Use 1 to ${most} letters, digits and _.:/=+-@.`;
  return [
    ...hostileTexts,
    ['is anything', '*', `got '*'. ${literal}`],
    ['ends in a wildcard', 'web*', `got 'web*'. ${literal}`],
    ['holds a question mark', 'we?', `got 'we?'. ${literal}`],
    ['is a policy variable', '${aws:PrincipalTag/team}', `got '\${aws:PrincipalTag/team}'. ${characters}`],
    ['is two of them', 'web,db', `got 'web,db'. ${characters}`],
    ['holds a quote', 'we"b', `got 'we"b'. ${characters}`],
    ['is too long', 'a'.repeat(most + 1), `got '${'a'.repeat(80)}...'. ${characters}`],
  ];
};

describe('principalTagKeyRule', () => {
  takes(principalTagKeyRule, [...taken, 'k'.repeat(128)]);
  refuses(principalTagKeyRule, 'the key of an IAM tag', refused(128));
});

describe('principalTagValueRule', () => {
  takes(principalTagValueRule, [...taken, 'v'.repeat(256)]);
  refuses(principalTagValueRule, 'the value of an IAM tag', refused(256));
});
