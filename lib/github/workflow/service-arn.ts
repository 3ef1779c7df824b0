/** What the ARN of an ECS service names; undefined where it is none, or is known at deploy only. */
export function serviceOfArn(arn: string): { region: string; cluster: string; service: string } | undefined {
  const [, region, cluster, service] = /^arn:[\w-]+:ecs:([\w-]+):\d{12}:service\/([\w-]+)\/([\w-]+)$/.exec(arn) ?? [];
  return region === undefined || cluster === undefined || service === undefined
    ? undefined
    : { region, cluster, service };
}
