import { organizationPathRule } from '../../private/aws/organization-path';
import { validate } from '../../private/validation/validation';
import { type PolicyCondition } from '../policy-entry';
import { manyPrincipalsGrants } from './consumer-grants';
import { type ConfigText, type ConsumerKind } from './consumer-kind';
import { anyoneWith } from './principals';

const pathText: ConfigText = {
  rule: organizationPathRule,
  description: 'The path of an organizational unit: every principal of its accounts, and of the units below it.',
  examples: ['o-a1b2c3d4e5/r-ab12/ou-ab12-11111111'],
};

/** Every principal of an organizational unit and of the units below it, by the unit's path. */
export const organizationalUnit: ConsumerKind<string> = {
  grantsOf: (path) => {
    validate('path', path, organizationPathRule);
    return manyPrincipalsGrants('an organizational unit', () => anyoneWith(ofOrganizationalUnit(path)));
  },
  config: { pullers: pathText, readers: pathText },
};

/** The key has a list of values, so the operator needs ForAnyValue. */
function ofOrganizationalUnit(path: string): PolicyCondition {
  return {
    operator: 'ForAnyValue:StringLike',
    key: 'aws:PrincipalOrgPaths',
    value: path.endsWith('/') ? `${path}*` : `${path}/*`,
  };
}
