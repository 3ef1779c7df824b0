import { RemovalPolicy, Resource, Stack, Token } from 'aws-cdk-lib';
import { CfnPublicRepository } from 'aws-cdk-lib/aws-ecr';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { type Construct } from 'constructs';
import { publicApi } from '../../private/boundary/public-api';
import { partitionOf } from '../../private/aws/partition';
import { repositoryNameRule } from '../../private/oci/repository-name';
import {
  InvalidInputError,
  type Problem,
  quote,
  refuseIf,
  validate,
  validateList,
} from '../../private/validation/validation';

/** The page of a public repository in the Amazon ECR Public Gallery. */
export interface PublicCatalogData {
  /**
   * A short description. Throws if it has more than 1024 characters.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * A long description in Markdown. Throws if it has more than 25,600 characters.
   *
   * @default - none
   */
  readonly about?: string;

  /**
   * How to use the images, in Markdown. Throws if it has more than 25,600 characters.
   *
   * @default - none
   */
  readonly usage?: string;

  /**
   * The architectures of the images, such as `ARM 64` and `x86-64`. Throws for more than 50.
   *
   * @default - none
   */
  readonly architectures?: string[];

  /**
   * The operating systems of the images: `Linux` or `Windows`. Throws for more than 50.
   *
   * @default - none
   */
  readonly operatingSystems?: string[];
}

/** Properties of an `ImagePublicRepository`. */
export interface ImagePublicRepositoryProps {
  /**
   * The name, such as `team/service`. Throws if ECR would refuse it.
   *
   * @default - CloudFormation generates a name
   */
  readonly repositoryName?: string;

  /**
   * The page of the repository in the gallery. Throws if a text is too long.
   *
   * @see https://docs.aws.amazon.com/AmazonECR/latest/public/public-repository-catalog-data.html
   * @default - no description
   */
  readonly catalogData?: PublicCatalogData;

  /**
   * Whether the repository is retained or deleted when it is removed from the stack.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
}

const home = 'us-east-1';
const limits = { description: 1024, about: 25_600, usage: 25_600 } as const;
const mostValues = 50;

const pushActions = [
  'ecr-public:BatchCheckLayerAvailability',
  'ecr-public:CompleteLayerUpload',
  'ecr-public:InitiateLayerUpload',
  'ecr-public:PutImage',
  'ecr-public:UploadLayerPart',
];

/**
 * A repository of Amazon ECR Public. Everyone can pull its images without an account. It exists in us-east-1 only.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/public/public-repositories.html
 *
 * @example
 * import { Stack } from 'aws-cdk-lib';
 * import * as iam from 'aws-cdk-lib/aws-iam';
 * import { ImagePublicRepository } from 'cdk-ecr-publishing';
 *
 * const stack = new Stack(app, 'PublicStack', { env: { region: 'us-east-1' } });
 * const publicRepository = new ImagePublicRepository(stack, 'Public', {
 *   repositoryName: 'pizza/service',
 *   catalogData: { description: 'The pizza service', architectures: ['x86-64'], operatingSystems: ['Linux'] },
 * });
 * publicRepository.grantPush(iam.Role.fromRoleName(stack, 'Role', 'ci'));
 */
@publicApi
export class ImagePublicRepository extends Resource {
  /** The ARN of the repository. */
  public readonly repositoryArn: string;

  /** The name of the repository. */
  public readonly repositoryName: string;

  public constructor(scope: Construct, id: string, props: ImagePublicRepositoryProps = {}) {
    super(scope, id, { physicalName: props.repositoryName });
    const { region } = Stack.of(this);
    if (!Token.isUnresolved(region) && region !== home) {
      throw new InvalidInputError(
        `An ImagePublicRepository must be in a stack of ${home}, got one of ${quote(region)}. Amazon ECR Public has no other Region. ` +
          `Set \`env: { region: '${home}' }\` of its stack.`,
      );
    }
    if (props.repositoryName !== undefined) validate('repositoryName', props.repositoryName, repositoryNameRule);
    const resource = new CfnPublicRepository(this, 'Default', {
      repositoryName: this.physicalName,
      repositoryCatalogData: props.catalogData && renderCatalogData(props.catalogData),
    });
    resource.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.RETAIN);
    this.repositoryName = this.getResourceNameAttribute(resource.ref);
    this.repositoryArn = this.getResourceArnAttribute(resource.attrArn, {
      service: 'ecr-public',
      region: '',
      resource: 'repository',
      resourceName: this.physicalName,
    });
  }

  /**
   * Grants the permissions that `docker push` needs. `docker login` at ECR Public takes two actions that accept only `*` as their
   * resource.
   *
   * @param grantee the principal that may push.
   * @see https://docs.aws.amazon.com/AmazonECR/latest/public/docker-push-ecr-image.html
   */
  public grantPush(grantee: IGrantable): Grant {
    const grant = Grant.addToPrincipal({ grantee, actions: pushActions, resourceArns: [this.arnForPolicies()] });
    Grant.addToPrincipal({
      grantee,
      actions: ['ecr-public:GetAuthorizationToken', 'sts:GetServiceBearerToken'],
      resourceArns: ['*'],
    });
    return grant;
  }

  /** The ARN as text if the name is known, so that another stack needs no export. */
  private arnForPolicies(): string {
    const { account } = Stack.of(this);
    return Token.isUnresolved(this.physicalName) || Token.isUnresolved(account)
      ? this.repositoryArn
      : `arn:${partitionOf(Stack.of(this))}:ecr-public::${account}:repository/${this.physicalName}`;
  }
}

function renderCatalogData(data: PublicCatalogData): object {
  for (const [key, most] of Object.entries(limits))
    refuseIf(`catalogData.${key}`, longProblem(data[key as keyof typeof limits], most));
  for (const key of ['architectures', 'operatingSystems'] as const) {
    const values = data[key];
    if (values === undefined) continue;
    validateList(`catalogData.${key}`, values);
    refuseIf(
      `catalogData.${key}`,
      values.length > mostValues
        ? `must list at most ${mostValues} values, got ${values.length}. Remove some.`
        : undefined,
    );
  }
  const { description, about, usage, architectures, operatingSystems } = data;
  return {
    RepositoryDescription: description,
    AboutText: about,
    UsageText: usage,
    Architectures: architectures,
    OperatingSystems: operatingSystems,
  };
}

function longProblem(text: string | undefined, most: number): Problem {
  if (text === undefined || Token.isUnresolved(text) || text.length <= most) return undefined;
  return `must have at most ${most.toLocaleString('en')} characters, got ${text.length.toLocaleString('en')}. Shorten it.`;
}
