import { type LoadedTemplate } from '../read/loaded-template';
import {
  type GraphTemplate,
  type ProviderNode,
  type RegistryNode,
  type RepositoryNode,
  type TemplateGraph,
} from './template-graph';
import { assumedDefaults } from './assumed-defaults';
import {
  graphResources,
  type NamedGraphResource,
  namedResources,
  type PresentResource,
  presentResources,
  rawProperty,
  textsIn,
} from './graph-resources';
import { Identities } from './identities';
import { inferEnvironments } from './infer-environments';
import { ManagedPolicies } from './managed-policies';
import { withGroupPolicies } from './memberships';
import { attachPolicies } from './policy-attachments';
import { permissionSets } from './permission-sets';
import { addedAtDeploy, readPolicy } from './policy-statements';
import { prepareTemplates } from './prepare-templates';
import { type Template } from './template';
import { hiddenParameters, stackOutputs } from './stack-outputs';
import { unreviewedParts } from './unreviewed/unreviewed-parts';

/**
 * Everything that matters for access in some templates, with their functions evaluated. Values that are known only at
 * deploy are unresolved. This ends and does not throw for any template.
 */
export function buildGraph(loaded: readonly LoadedTemplate[]): TemplateGraph {
  const { templates, assumptions } = inferEnvironments(loaded);
  const set = prepareTemplates(templates);
  const resources = set.readers.flatMap(presentResources);
  const managed = new ManagedPolicies(resources);
  const identities = new Identities(resources, managed);
  attachPolicies(resources, identities, managed);
  const sets = permissionSets(resources, managed);
  const repositories = ofTypes(resources, ['AWS::ECR::Repository']).flatMap(repositoryNodes);
  const publicRepositories = ofTypes(resources, ['AWS::ECR::PublicRepository']).flatMap(repositoryNodes);
  const creationTemplates = ofTypes(resources, ['AWS::ECR::RepositoryCreationTemplate']).flatMap(templateNodes);
  const registries = ofTypes(resources, ['AWS::ECR::RegistryPolicy']).flatMap(registryNodes);
  return {
    templates: set.readers.map(({ template }) => graphTemplate(template)),
    resources: resources.flatMap(graphResources),
    repositories,
    publicRepositories,
    creationTemplates,
    identities: [...withGroupPolicies(resources, identities), ...sets.identities],
    unattached: managed.unattached(),
    providers: ofTypes(resources, ['AWS::IAM::OIDCProvider', 'Custom::AWSCDKOpenIdConnectProvider']).flatMap(
      providerNodes,
    ),
    registries,
    outputs: set.readers.flatMap(stackOutputs),
    hiddenParameters: set.readers.flatMap(hiddenParameters),
    unreviewed: [
      ...unreviewedParts(set, resources, {
        repositories,
        publicRepositories,
        creationTemplates,
        identities: [...identities.all, ...sets.identities],
        registries,
      }),
      ...sets.unreviewed,
    ],
    assumptions: [...assumptions, ...set.readers.flatMap(assumedDefaults)],
  };
}

function graphTemplate(template: Template): GraphTemplate {
  const { name, prefix, env, identity, isStack, terminationProtection, conditions, nestedIn } = template;
  return {
    name,
    prefix,
    env,
    identity,
    isStack,
    conditions,
    ...(terminationProtection !== undefined && { terminationProtection }),
    ...(nestedIn && { nestedIn }),
  };
}

function ofTypes(resources: readonly PresentResource[], types: readonly string[]): PresentResource[] {
  return resources.filter(({ raw }) => types.includes(raw.type));
}

const repositoryNodes = nodesWith('RepositoryPolicyText');

/** A template contains the policy of its repositories as text. */
const templateNodes = nodesWith('RepositoryPolicy');

function nodesWith(policyProperty: string): (present: PresentResource) => RepositoryNode[] {
  return (present) => namedResources(present).map((named) => nodeOf(named, policyProperty));
}

function nodeOf(named: NamedGraphResource, policyProperty: string): RepositoryNode {
  const { resource, name, arn, raw } = named;
  const document = rawProperty(named, policyProperty);
  if (document === undefined && raw.changedBy === undefined) return { resource, name, arn };
  const policy = readPolicy(document, { ...named, source: resource.source });
  return { resource, name, arn, policy: [...policy, ...addedAtDeploy(raw, resource.when)] };
}

function providerNodes(present: PresentResource): ProviderNode[] {
  return namedResources(present).map(({ resource, name, arn }) => {
    const { ClientIdList: ids, ClientIDList: customIds } = resource.properties;
    return { resource, arn, issuer: name.replace(/^https:\/\//, ''), audiences: textsIn(ids ?? customIds) };
  });
}

function registryNodes(present: PresentResource): RegistryNode[] {
  return namedResources(present).map((named) => {
    const { resource, raw } = named;
    const policy = readPolicy(rawProperty(named, 'PolicyText'), { ...named, source: resource.source });
    return { resource, policy: [...policy, ...addedAtDeploy(raw, resource.when)] };
  });
}
