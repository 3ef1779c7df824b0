#!/usr/bin/env node
import { runCommandLine } from '../lib/app/cli';

runCommandLine(process.argv);
