import { importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** The AWS packages that a construct may build on. */
const awsPackages = ['aws-cdk-lib', 'constructs'];

/**
 * The allowed imports (docs/decisions/0002-one-way-imports.md). A folder of lib/ may import itself, `private` and the
 * folders that are listed for it here.
 */
const domains = {
  access: [],
  repository: ['access'],
  deployment: [],
  'base-image': [],
  publisher: ['base-image', 'build-input', 'deployment'],
  naming: [],
  testing: [],
  'build-input': ['naming'],
  github: ['publisher', 'build-input', 'naming', 'testing', 'deployment', 'base-image'],
  build: ['build-input', 'naming', 'testing', 'deployment', 'base-image'],
  pipeline: ['publisher', 'naming', 'deployment', 'github', 'build', 'build-input', 'testing', 'base-image'],
  promotion: ['access', 'naming', 'deployment'],
  registry: ['access', 'repository'],
  review: [],
  rollout: ['app', 'review/index.ts'],
};

const domainZones = Object.entries(domains).map(([domain, others]) => ({
  target: `./lib/${domain}`,
  from: ['./lib', './bin', './test', './examples'],
  except: [domain, 'private', ...others].map((folder) => `./${folder}`),
  message: `lib/${domain} may import only ${[domain, 'private', ...others].join(', ')} and the AWS packages.`,
}));

// `except` is relative to each `from`, so one zone per `from` folder.
const zones = [
  ...domainZones.flatMap((zone) =>
    zone.from.map((from) => ({ ...zone, from, except: from === './lib' ? zone.except : [] })),
  ),
  ...['./lib', './bin', './test', './examples'].map((from) => ({
    target: './lib/private',
    from,
    except: from === './lib' ? ['./private'] : [],
    message: 'lib/private imports no other folder of lib/.',
  })),
  { target: './lib/app', from: './bin', message: 'bin/ runs lib/app, so lib/app must not import bin/.' },
  { target: './lib/app', from: './lib/rollout', message: 'lib/rollout uses lib/app, so lib/app must not import it.' },
  ...['./lib/app', './lib/index.ts'].map((target) => ({
    target,
    from: './lib/review',
    except: ['./index.ts'],
    message: 'The review is imported through its front door, lib/review/index.ts.',
  })),
  {
    target: './lib/review/render/browser',
    from: './lib',
    except: ['./review/render/browser', './review/render/page-data.ts', './review/access/access-row.ts', './private'],
    message: 'The script of a page imports only the data of the page from the review.',
  },
  {
    target: './lib/app/guide/browser',
    from: './lib',
    except: ['./app/guide/browser', './private'],
    message: 'The script of a page of the guide imports only lib/private.',
  },
  { target: './lib/index.ts', from: './lib/app', message: 'The app is not part of the public API.' },
  { target: './lib/index.ts', from: './lib/private', message: 'lib/private is not part of the public API.' },
  { target: './bin', from: './lib', except: ['./app'], message: 'bin/ runs lib/app and nothing else.' },
  { target: './examples', from: './lib', message: "Examples import the package by its name: 'cdk-ecr-publishing'." },
];

/** Refuses all packages except these, which are regular expressions. */
function packagesRule(packages, message) {
  const patterns = [{ regex: `^(?!\\.|(${packages.join('|')})(/|$))`, message }];
  return { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] };
}

export default tseslint.config(
  {
    ignores: [
      '**/*.js',
      '**/*.d.ts',
      'node_modules',
      'dist',
      'cdk.out',
      '**/cdk.out',
      'coverage',
      '.e2e',
      '.languages',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.dev.json', './tsconfig.browser.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver': { node: { extensions: ['.ts', '.js', '.json'] } } },
    rules: {
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      '@typescript-eslint/no-extraneous-class': 'off', // union-like classes hold only static factories
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'import-x/no-default-export': 'error',
      'import-x/no-restricted-paths': ['error', { zones }],
    },
  },
  {
    files: ['lib/**/*.ts', 'bin/**/*.ts'],
    rules: {
      'import-x/no-extraneous-dependencies': [
        'error',
        { devDependencies: false, peerDependencies: true, optionalDependencies: false },
      ],
      'no-console': 'error',
    },
  },
  {
    // The constructs build on the AWS packages alone; parsers, schemas and tables belong to the app.
    files: Object.keys(domains)
      .filter((domain) => domain !== 'review')
      .concat('private')
      .map((folder) => `lib/${folder}/**/*.ts`),
    rules: packagesRule(awsPackages, 'Constructs import only aws-cdk-lib and constructs.'),
  },
  {
    files: ['lib/private/text/short-hash.ts'],
    rules: packagesRule([...awsPackages, 'node:crypto'], 'The hash imports node:crypto.'),
  },
  {
    // Bash scripts are files next to the code that renders them.
    files: ['lib/private/text/shell-script.ts'],
    rules: packagesRule(
      [...awsPackages, 'node:fs', 'node:path'],
      'The reader of scripts imports node:fs and node:path.',
    ),
  },
  {
    // The parser of Dockerfiles is loaded when the user names one.
    files: ['lib/base-image/dockerfile-images.ts'],
    rules: packagesRule([...awsPackages, 'dockerfile-ast'], 'The reader of Dockerfiles imports only its parser.'),
  },
  {
    files: ['lib/base-image/local-dockerfile.ts'],
    rules: packagesRule([...awsPackages, 'node:fs'], 'The check of a local Dockerfile imports only node:fs.'),
  },
  {
    files: ['lib/build-input/local-source.ts'],
    rules: packagesRule(
      [...awsPackages, 'node:fs', 'node:path'],
      'The check of a local source imports only node:fs and node:path.',
    ),
  },
  {
    files: ['lib/private/text/paint.ts'],
    rules: packagesRule([...awsPackages, 'picocolors'], 'The colours of a terminal come from picocolors alone.'),
  },
  {
    // The security policy of a page allows its style and script by their hashes.
    files: ['lib/private/text/html-document.ts'],
    rules: packagesRule([...awsPackages, 'node:crypto'], 'The shell of HTML pages imports only node:crypto.'),
  },
  {
    // The yaml package is large, so only one file imports it. That file is loaded when a workflow is rendered.
    files: ['lib/github/workflow/yaml-text.ts'],
    rules: packagesRule(
      [...awsPackages, 'yaml'],
      'The writer of workflow files imports only aws-cdk-lib, constructs and yaml.',
    ),
  },
  {
    // The review reads files of other tools, so it may also import Node and a parser.
    files: ['lib/review/**/*.ts'],
    rules: packagesRule(
      [...awsPackages, 'node:[a-z/]+', 'yaml'],
      'The review imports only aws-cdk-lib, constructs, node:* and yaml.',
    ),
  },
  {
    files: ['examples/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ regex: '/lib(/|$)|^\\.\\./\\.\\.', message: "Import 'cdk-ecr-publishing' by its name." }] },
      ],
    },
  },
);
