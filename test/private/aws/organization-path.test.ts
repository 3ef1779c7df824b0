import { organizationPathRule } from '../../../lib/private/aws/organization-path';
import { hostileTexts, refuses, takes } from '../rule-cases';

const unit = 'o-a1b2c3d4e5/r-ab12/ou-ab12-11111111';

takes(organizationPathRule, [
  unit,
  `${unit}/`,
  `${unit}/ou-ab12-22222222`,
  `${unit}${'/ou-ab12-22222222'.repeat(4)}`,
  `o-${'a'.repeat(32)}/r-${'b'.repeat(32)}/ou-${'b'.repeat(32)}-${'c'.repeat(32)}`,
]);

const below = 'Remove the wildcard. The path includes the units and accounts below it.';
const whole = 'Use organization for a whole organization.';
const before = 'Write the ids of the organization and of its root before the id of the unit.';

refuses(organizationPathRule, "the path of an organizational unit such as 'o-a1b2c3d4e5/r-ab12/ou-ab12-11111111'", [
  ...hostileTexts,
  ['is everybody', '*', `got '*'. ${below}`],
  ['ends in a wildcard', `${unit}/*`, `got '${unit}/*'. ${below}`],
  ['ends in a wildcard without its slash', `${unit}*`, `got '${unit}*'. ${below}`],
  ['is of any organization', 'o-*/r-ab12/ou-ab12-11111111', `got 'o-*/r-ab12/ou-ab12-11111111'. ${below}`],
  ['holds a question mark', 'o-a1b2c3d4e5/r-ab12/ou-ab12-1111111?', `got '${unit.slice(0, -1)}?'. ${below}`],
  ['is the id of a unit', 'ou-ab12-11111111', `got 'ou-ab12-11111111'. ${before}`],
  ['starts at the root', 'r-ab12/ou-ab12-11111111', "got 'r-ab12/ou-ab12-11111111'"],
  ['leaves the root out', 'o-a1b2c3d4e5/ou-ab12-11111111', "got 'o-a1b2c3d4e5/ou-ab12-11111111'"],
  ['is an organization', 'o-a1b2c3d4e5', `got 'o-a1b2c3d4e5'. ${whole}`],
  ['is a root', 'o-a1b2c3d4e5/r-ab12', `got 'o-a1b2c3d4e5/r-ab12'. ${whole}`],
  ['is a root with a slash', 'o-a1b2c3d4e5/r-ab12/', `got 'o-a1b2c3d4e5/r-ab12/'. ${whole}`],
  ['ends in an account', `${unit}/111122223333`, `got '${unit}/111122223333'`],
  ['ends in two slashes', `${unit}//`, `got '${unit}//'`],
  ['starts with a slash', `/${unit}`, `got '/${unit}'`],
  ['is two units', `${unit},${unit}`, `got '${unit},${unit}'`],
  ['is in upper case', unit.toUpperCase(), `got '${unit.toUpperCase()}'`],
  [
    'is six units deep',
    `${unit}${'/ou-ab12-22222222'.repeat(5)}`,
    `got '${unit}${'/ou-ab12-22222222'.repeat(2)}/ou-ab12-2...'`,
  ],
  ['is a policy variable', '${aws:PrincipalOrgPaths}', "got '${aws:PrincipalOrgPaths}'"],
]);
