import { type RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

interface PromotionKeyProps {
  readonly promotionName: string;
  readonly logGroupNames: readonly string[];
  readonly removalPolicy: RemovalPolicy;
  readonly encryptionKey?: IKey;
}

/** The key of the logs and of the promotion's own topic, with what the services that use it are allowed. */
export class PromotionKey extends Construct {
  public readonly key: IKey;

  public constructor(scope: Construct, id: string, props: PromotionKeyProps) {
    super(scope, id);
    this.key =
      props.encryptionKey ??
      new Key(this, 'Key', {
        description: `Logs and messages of the image promotion ${props.promotionName}`,
        enableKeyRotation: true,
        removalPolicy: props.removalPolicy,
      });
    const { region, account } = Stack.of(this);
    const groups = props.logGroupNames.map((name) =>
      Stack.of(this).formatArn({ service: 'logs', resource: `log-group:${name}` }),
    );
    const allowed = [
      // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
      this.allow('Logs', {
        principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
        actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
        conditions: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': groups } },
      }),
      // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
      this.allow('Alarms', {
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    ];
    if (!allowed.includes(false)) return;
    Validations.of(this).addWarning(
      'cdk-ecr-publishing:KeyPolicyNotChanged',
      `The key is imported, so its policy can't be changed here: let it allow logs.${region}.amazonaws.com to encrypt ` +
        `${groups.join(' and ')}, and cloudwatch.amazonaws.com to encrypt the messages of alarms.`,
    );
  }

  private allow(what: string, statement: ConstructorParameters<typeof PolicyStatement>[0]): boolean {
    const sid = `Encrypt${what}${this.node.addr.slice(-8)}`;
    return this.key.addToResourcePolicy(new PolicyStatement({ sid, resources: ['*'], ...statement })).statementAdded;
  }
}
