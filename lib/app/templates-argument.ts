/** The argument of the commands that read templates: its name and its help. */
export const templatesArgument = [
  '<templates...>',
  'cloud assemblies (cdk.out), templates in JSON or YAML, or folders of templates',
] as const;
