/** As much of a setting's JSON schema as package.json uses. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly default?: unknown;
  readonly scope?: string;
  readonly order?: number;
  readonly markdownDescription?: string;
  readonly markdownEnumDescriptions?: readonly string[];
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly propertyNames?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
}

/** One field of a list's entries. */
interface Field {
  /** With the fields that it lies in: `services.<name>.ids`. */
  readonly name: string;
  readonly kind: string;
  /** The key of its text. */
  readonly text: string;
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'number',
  integer: 'whole number',
  boolean: '`true` or `false`',
  array: 'list',
  object: 'object',
  null: '`null`',
};

/** The type of a value, in words. */
export function kindOf(schema: Schema): string {
  if (schema.oneOf) return schema.oneOf.map(kindOf).join(' or ');
  if (schema.type === 'array' && schema.items) {
    const inner = valuesOf(schema.items);
    return inner ? `list of ${inner}` : `list of ${kindOf(schema.items)}s`;
  }
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  return types.map((type) => kinds[type] ?? '').join(' or ');
}

/** The possible values; undefined where every value of the kind is possible. */
export function valuesOf(schema: Schema): string | undefined {
  if (schema.anyOf) {
    const known = schema.anyOf.flatMap((one) => valuesOf(one) ?? []);
    return `${known.join(', ')}, or another ${kindOf(schema)}`;
  }
  if (schema.enum) return schema.enum.map((value) => `\`${value}\``).join(', ');
  const { minimum, maximum } = schema;
  return minimum === undefined || maximum === undefined ? undefined : `${minimum}–${maximum}`;
}

/** The fields of an entry, with those that lie within them. */
export function fieldsOf(schema: Schema, before = ''): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const needed = schema.required?.includes(name) ? ', needed' : '';
    const values = field.type === 'array' ? undefined : valuesOf(field);
    const own: Field = {
      name: before + name,
      kind: (values ?? kindOf(field)) + needed,
      text: field.markdownDescription ?? '',
    };
    const inner = field.additionalProperties;
    return typeof inner === 'object' ? [own, ...fieldsOf(inner, `${before}${name}.<name>.`)] : [own];
  });
}
