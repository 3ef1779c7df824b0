import { organizationIdRule } from '../../private/aws/organization-id';
import { validate } from '../../private/validation/validation';
import { manyPrincipalsGrants } from './consumer-grants';
import { type ConsumerKind } from './consumer-kind';
import { anyoneWith, ofOrganization } from './principals';
import { organizationText } from './account-texts';

/** Every principal of an AWS organization, by the organization's id. */
export const organization: ConsumerKind<string> = {
  grantsOf: (organizationId) => {
    validate('organizationId', organizationId, organizationIdRule);
    return manyPrincipalsGrants('an organization', () => anyoneWith(ofOrganization(organizationId)));
  },
  config: { pullers: organizationText, readers: organizationText },
};
