import { type ReviewRule } from '../review-rule';
import { duplicateSid } from './duplicate-sid';
import { emptyOnDelete } from './empty-on-delete';
import { exclusionOfEveryTag } from './exclusion-of-every-tag';
import { exclusionRefused } from './exclusion-refused';
import { exclusionUndocumented } from './exclusion-undocumented';
import { mutableApprovedTags } from './mutable-approved-tags';
import { mutableTags } from './mutable-tags';
import { allowNotAction } from './not-action';
import { allowNotPrincipal } from './not-principal';
import { openToAnyone } from './open-to-anyone';
import { othersAdminister } from './others-administer';
import { policyResource } from './policy-resource';
import { policyTooLong } from './policy-too-long';
import { refusedPrincipal } from './refused-principal';
import { serviceWithoutSource } from './service-without-source';
import { tokenAction } from './token-action';
import { weaklyBounded } from './weakly-bounded';
import { widePush } from './wide-push';
import { withoutLifecycle } from './without-lifecycle';

/** The rules about repositories, in the order of their page. */
export const repositoryRules: readonly ReviewRule[] = [
  openToAnyone,
  weaklyBounded,
  allowNotPrincipal,
  allowNotAction,
  othersAdminister,
  serviceWithoutSource,
  tokenAction,
  policyResource,
  policyTooLong,
  duplicateSid,
  refusedPrincipal,
  widePush,
  mutableTags,
  mutableApprovedTags,
  exclusionOfEveryTag,
  exclusionRefused,
  exclusionUndocumented,
  emptyOnDelete,
  withoutLifecycle,
];
