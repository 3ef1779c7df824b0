import { account } from './account';
import { codeBuild } from './code-build';
import { type ConsumerKind } from './consumer-kind';
import { lambda } from './lambda';
import { organization } from './organization';
import { organizationalUnit } from './organizational-unit';
import { role } from './role';
import { service } from './service';
import { tagged } from './tagged';
import { user } from './user';

/** All kinds of consumers, by the keys that name them in the config file and in its order. */
const kinds = { account, organization, organizationalUnit, role, user, tagged, lambda, codeBuild, service };

export type ConsumerKey = keyof typeof kinds;

/** The name of a consumer of each kind. */
export type ConsumerNames = {
  readonly [Key in ConsumerKey]: (typeof kinds)[Key] extends ConsumerKind<infer Name> ? Name : never;
};

export const consumerKinds: { readonly [Key in ConsumerKey]: ConsumerKind<ConsumerNames[Key]> } = kinds;
