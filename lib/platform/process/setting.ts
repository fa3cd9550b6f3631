import { resolve } from 'node:path';
import { z } from 'zod';

/** A setting read from the environment: its schema with its default, and its description. */
export interface Setting {
  readonly schema: z.ZodType;
  readonly about: string;
  /** Whether it is the address of a service that receives secrets or is trusted: production requires TLS for it. */
  readonly needsTls?: true;
}

/** Settings by the names of their variables, declared where they are used. */
export type SettingGroup = Readonly<Record<string, Setting>>;

type Value<One extends Setting> = z.output<One['schema']>;

/** The values of settings. Those without a default may be absent. */
export type ValuesOf<Group extends SettingGroup> = {
  readonly [Name in keyof Group as undefined extends Value<Group[Name]> ? never : Name]: Value<
    Group[Name]
  >;
} & {
  readonly [Name in keyof Group as undefined extends Value<Group[Name]> ? Name : never]?: Value<
    Group[Name]
  >;
};

export type Environment = Readonly<Record<string, string | undefined>>;

/** A requirement beyond the form of each setting. */
export interface Need {
  readonly setting: string;
  readonly message: string;
  lacking(environment: Environment): boolean;
}

/** Lists every mistake at once. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** The range includes both ends. */
export function wholeNumber(min: number, max?: number) {
  const range = max === undefined ? `of at least ${min}` : `from ${min} to ${max}`;
  const error = `must be a whole number ${range}`;
  const number = z.coerce.number({ error }).int({ error }).min(min, { error });
  return max === undefined ? number : number.max(max, { error });
}

export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

export const httpUrl = z.url({ protocol: /^https?$/ });

export const commaSeparated = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

const projectRoot = resolve(import.meta.dirname, '../../..');

/** The absolute path of a file or folder in a setting, where a relative one is in the folder of the project. */
export const projectPath = (path: string): string => resolve(projectRoot, path);
