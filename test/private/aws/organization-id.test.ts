import { organizationIdRule } from '../../../lib/private/aws/organization-id';
import { hostileTexts, refuses, takes } from '../rule-cases';

takes(organizationIdRule, ['o-a1b2c3d4e5', 'o-0123456789', `o-${'a'.repeat(32)}`]);

refuses(organizationIdRule, "an AWS organization id such as 'o-a1b2c3d4e5'", [
  ...hostileTexts,
  ['is too short', 'o-abc', "got 'o-abc'"],
  ['is a character short', 'o-a1b2c3d4e', "got 'o-a1b2c3d4e'"],
  ['is too long', `o-${'a'.repeat(33)}`, `got 'o-${'a'.repeat(33)}'`],
  ['is in upper case', 'O-A1B2C3D4E5', "got 'O-A1B2C3D4E5'"],
  ['has no prefix', 'a1b2c3d4e5', "got 'a1b2c3d4e5'"],
  ['is a policy variable', '${aws:PrincipalOrgID}', "got '${aws:PrincipalOrgID}'"],
  ['is an ARN', 'arn:aws:organizations::1:organization/o-a1', "got 'arn:aws:organizations::1:organization/o-a1'"],
  ['is any organization', 'o-*', "got 'o-*'. A wildcard would match other organizations."],
  ['ends in a wildcard', 'o-a1b2c3d4e5*', "got 'o-a1b2c3d4e5*'. A wildcard would match other organizations."],
  ['holds a question mark', 'o-a1b2c3d4e?', "got 'o-a1b2c3d4e?'. A wildcard would match other organizations."],
  ['is everybody', '*', "got '*'. A wildcard would match other organizations."],
  ['is a path', 'o-a1b2c3d4e5/*', "got 'o-a1b2c3d4e5/*'. A wildcard would match other organizations."],
  ['is a root', 'r-ab12', "got 'r-ab12'. That is the id of a root or an organizational unit."],
  ['is a unit', 'ou-ab12-11111111', "got 'ou-ab12-11111111'. That is the id of a root or an organizational unit."],
]);
