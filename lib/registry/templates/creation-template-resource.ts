import { Stack } from 'aws-cdk-lib';
import { CfnRepositoryCreationTemplate } from 'aws-cdk-lib/aws-ecr';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { compilePolicyEntries } from '../../access/policy-entry';
import { policyProblem } from '../../access/repository-policy';
import { awsLimits } from '../../private/aws/limits';
import { partitionOf } from '../../private/aws/partition';
import { resourceTagKeyRule, resourceTagValueRule } from '../../private/aws/resource-tag';
import { policyJson, type StatementJson } from '../../private/aws/policy-document';
import { acknowledgeFindings } from '../../private/constructs/acknowledgement';
import { wildcardFinding } from '../../private/constructs/nag-resource';
import { namesBelow, templatePrefixRule } from '../../private/oci/registry-prefix';
import { InvalidInputError, quote, refuseIf, validate, validateList } from '../../private/validation/validation';
import { renderEncryption } from '../../repository/image-encryption';
import { renderRetention } from '../../repository/lifecycle/default-retention';
import { renderTagMutability } from '../../repository/tag-mutability';
import { CreationReason, type CreationTemplate } from './creation-template';

const { tagsOfResource: mostTags } = awsLimits.resourceTags;
const { templateDescriptionCharacters: mostCharacters } = awsLimits.ecr;

/** A template, and the role that ECR needs to create repositories with tags or with a key. */
export class CreationTemplateResource extends Construct {
  public readonly resource: CfnRepositoryCreationTemplate;
  private policy?: ManagedPolicy;

  public constructor(scope: Construct, id: string, path: string, template: CreationTemplate) {
    super(scope, id);
    const { prefix, appliedFor, encryptionKey, tags = {} } = template;
    validate(`${path}.prefix`, prefix, templatePrefixRule);
    validateList(`${path}.appliedFor`, appliedFor);
    appliedFor.forEach((reason, index) => {
      const again = appliedFor.indexOf(reason) < index;
      refuseIf(
        `${path}.appliedFor[${index}]`,
        again ? `must be listed once, got ${quote(reason)} again. Remove it.` : undefined,
      );
    });
    for (const [key, value] of Object.entries(tags)) {
      validate(`${path}.tags`, key, resourceTagKeyRule);
      validate(`${path}.tags.${key}`, value, resourceTagValueRule);
    }
    const count = Object.keys(tags).length;
    refuseIf(
      `${path}.tags`,
      count > mostTags
        ? `must have at most ${mostTags} tags, got ${count}. AWS accepts no more on a resource.`
        : undefined,
    );
    const role = encryptionKey !== undefined || Object.keys(tags).length > 0 ? this.makeRole(template) : undefined;
    this.resource = new CfnRepositoryCreationTemplate(this, 'Template', {
      prefix,
      appliedFor: [...appliedFor].sort(),
      description: `Settings of repositories that ECR creates below ${prefix}`.slice(0, mostCharacters),
      ...inTemplate(path, () => this.renderMutability(template)),
      lifecyclePolicy: inTemplate(path, () => renderRetention(Stack.of(this), template.retention)),
      repositoryPolicy: this.renderPolicy(path, template),
      encryptionConfiguration: inTemplate(path, () => renderEncryption({ encryptionKey }, Stack.of(this))) ?? {
        encryptionType: 'AES256',
      },
      resourceTags: Object.entries(tags).map(([key, value]) => ({ key, value })),
      customRoleArn: role?.roleArn,
    });
    if (this.policy) this.resource.node.addDependency(this.policy);
  }

  /** Through a cache, ECR moves tags as they move upstream, which an immutable tag would stop. */
  private renderMutability({ mutableTags, imageTagMutability, immutableTags, appliedFor }: CreationTemplate) {
    const given = mutableTags !== undefined || imageTagMutability !== undefined || immutableTags !== undefined;
    return !given && appliedFor.includes(CreationReason.PULL_THROUGH_CACHE)
      ? { imageTagMutability: 'MUTABLE' }
      : renderTagMutability({ mutableTags, imageTagMutability, immutableTags });
  }

  private renderPolicy(path: string, { pullers = [] }: CreationTemplate): string | undefined {
    if (pullers.length === 0) return undefined;
    const stack = Stack.of(this);
    const env = { partition: partitionOf(stack), account: stack.account, region: stack.region };
    const policy = policyJson(compilePolicyEntries(pullers.flatMap((puller) => puller._policyEntries('pull', env))));
    refuseIf(`${path}.pullers`, policyProblem(policy));
    return stack.toJsonString(policy);
  }

  /** @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates-custom.html */
  private makeRole({ prefix, appliedFor, encryptionKey, tags = {} }: CreationTemplate): Role {
    const stack = Stack.of(this);
    const role = new Role(this, 'Role', {
      description: `ECR creates repositories below ${prefix} with this role`,
      assumedBy: new ServicePrincipal('ecr.amazonaws.com'),
    });
    const repositories = stack.formatArn({ service: 'ecr', resource: 'repository', resourceName: namesBelow(prefix) });
    const copies = appliedFor.includes(CreationReason.REPLICATION);
    const create = ['ecr:CreateRepository', ...(copies ? ['ecr:ReplicateImage'] : [])];
    const statements: StatementJson[] = [
      {
        Sid: 'CreateRepositories',
        Effect: 'Allow',
        Action: Object.keys(tags).length > 0 ? [...create, 'ecr:TagResource'] : create,
        Resource: repositories,
      },
      ...(encryptionKey
        ? [
            {
              Sid: 'UseKey',
              Effect: 'Allow' as const,
              Action: ['kms:CreateGrant', 'kms:DescribeKey', 'kms:RetireGrant'],
              Resource: encryptionKey.keyArn,
            },
          ]
        : []),
    ];
    const policy = new ManagedPolicy(this, 'Policy', {
      description: `Allows ECR to create repositories below ${prefix}`,
      roles: [role],
      statements: statements.map((statement) => PolicyStatement.fromJson(statement)),
    });
    this.policy = policy;
    acknowledgeFindings(policy, {
      cdkNag: [wildcardFinding(stack, repositories)],
      reason: `ECR creates repositories below ${prefix} whose names are not known before. The wildcard matches this registry only.`,
    });
    return role;
  }
}

/** Renders a setting that a repository has, too. Its problem is at the path of the template. */
function inTemplate<T>(path: string, render: () => T): T {
  try {
    return render();
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    throw new InvalidInputError(error.message.replace(/^`/, `\`${path}.`));
  }
}
