import { type ReviewRule } from '../review-rule';
import { administersImages } from './administers-images';
import { administrator } from './administrator';
import { identityAllowNotAction } from './allow-not-action';
import { assumeAnyRole } from './assume-any-role';
import { becomesMore } from './becomes-more';
import { connectionPrefix } from './connection-prefix';
import { everyEcrAction } from './every-ecr-action';
import { incompletePush } from './incomplete-push';
import { keyPushes } from './key-pushes';
import { outputShowsSecret } from './output-shows-secret';
import { passAnyRole } from './pass-any-role';
import { pushEverywhere } from './push-everywhere';
import { pushWithoutManifests } from './push-without-manifests';
import { pushesOwnImage } from './pushes-own-image';
import { tagsItself } from './tags-itself';
import { tokenOnRepository } from './token-on-repository';
import { withoutLogin } from './without-login';

/** The rules about what roles and users are allowed, in the order of their page. */
export const identityRules: readonly ReviewRule[] = [
  everyEcrAction,
  administrator,
  pushEverywhere,
  identityAllowNotAction,
  passAnyRole,
  administersImages,
  assumeAnyRole,
  becomesMore,
  keyPushes,
  outputShowsSecret,
  pushesOwnImage,
  tagsItself,
  connectionPrefix,
  tokenOnRepository,
  withoutLogin,
  incompletePush,
  pushWithoutManifests,
];
