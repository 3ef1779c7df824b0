#!/usr/bin/env node
import { endQuietly, runCommandLine } from '../lib/app/cli';

process.stdout.on('error', endQuietly);
runCommandLine(process.argv);
