import { accountIdRule } from '../../private/aws/account-id';
import { validate } from '../../private/validation/validation';
import { principalGrants } from './consumer-grants';
import { type ConsumerKind } from './consumer-kind';
import { accountRoot } from './principals';
import { accountText } from './account-texts';

/** Every principal of an account, by the account's id. */
export const account: ConsumerKind<string> = {
  grantsOf: (accountId) => {
    validate('accountId', accountId, accountIdRule);
    return principalGrants((env) => accountRoot(env, accountId));
  },
  config: { pullers: accountText, pushers: accountText, readers: accountText },
};
