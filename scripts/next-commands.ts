/** Commands to try after `npm start`, each with its purpose. The first two need no AWS account. */
export const nextCommands = [
  [
    'See who can push and pull, and why. Then open cdk.out/review.html in a browser:',
    'npx tsx bin/ecr-publishing.ts review cdk.out --format html --output cdk.out/review.html',
  ],
  [
    'Change examples/registry/ecr-publishing.yaml, and see the result:',
    'npx tsx bin/ecr-publishing.ts show examples/registry/ecr-publishing.yaml',
  ],
  ['Deploy it, with your account ids in it:', 'npx cdk deploy --all -c config=examples/registry/ecr-publishing.yaml'],
] as const;

if (require.main === module) {
  const lines = nextCommands.flatMap(([purpose, command]) => [purpose, `  ${command}`]);
  process.stdout.write(['', 'Next:', ...lines, ''].join('\n'));
}
