import { type OperationNeeds } from './operations';

/** The conditions of rows about access to images and repositories without a push. */
export const registryWays = {
  replication: 'by replication',
  import: 'by an import through a pull-through cache',
  creation: 'by creating repositories',
} as const;

/** An operation that an action of a registry amounts to. */
export type RegistryNeeds = OperationNeeds & { readonly by: string };

export const replicationWay: RegistryNeeds = {
  operation: 'push',
  actions: ['ecr:ReplicateImage'],
  any: true,
  login: [],
  by: registryWays.replication,
};

export const importWay: RegistryNeeds = {
  operation: 'push',
  actions: ['ecr:BatchImportUpstreamImage'],
  any: true,
  login: [],
  by: registryWays.import,
};

/** All actions that a registry policy, or the policy of an identity, may allow, and the operations that they amount to. */
export const registryNeeds: readonly RegistryNeeds[] = [
  replicationWay,
  importWay,
  { operation: 'configure', actions: ['ecr:CreateRepository'], any: true, login: [], by: registryWays.creation },
];
