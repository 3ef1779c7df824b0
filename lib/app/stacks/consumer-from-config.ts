import { ImageConsumer } from '../../access/image-consumer';
import { type ConsumerConfig } from '../config/consumers';

/** One consumer of the config. The schema has made sure that exactly one of the keys is there. */
export function consumerOf(config: ConsumerConfig): ImageConsumer {
  const { account, organization, organizationalUnit, role, user, tagged, lambda, codeBuild, service } = config;
  if (account !== undefined) return ImageConsumer.account(account);
  if (organization !== undefined) return ImageConsumer.organization(organization);
  if (organizationalUnit !== undefined) return ImageConsumer.organizationalUnit(organizationalUnit);
  if (role !== undefined) return ImageConsumer.role(role);
  if (tagged !== undefined) return taggedOf(tagged);
  if (lambda !== undefined) return lambdaOf(lambda);
  if (codeBuild !== undefined) return ImageConsumer.codeBuild(codeBuild.account);
  if (service !== undefined) return serviceOf(service);
  return ImageConsumer.user(user ?? '');
}

function taggedOf({ key, value, account, organization }: NonNullable<ConsumerConfig['tagged']>): ImageConsumer {
  return ImageConsumer.tagged(key, value, { accountId: account, organizationId: organization });
}

function lambdaOf({ account, organization }: NonNullable<ConsumerConfig['lambda']>): ImageConsumer {
  return organization === undefined
    ? ImageConsumer.lambda(account ?? '')
    : ImageConsumer.lambdaOfOrganization(organization);
}

function serviceOf({ name, account, arn, organization }: NonNullable<ConsumerConfig['service']>): ImageConsumer {
  return ImageConsumer.service(name, { sourceAccount: account, sourceArn: arn, sourceOrganization: organization });
}
