import pg from 'pg';

/** Turns one row into what the caller wants, or throws: a function, or a zod schema's `parse`. */
export type RowParser<Row> = (row: unknown) => Row;

/**
 * Something that runs SQL: the database (each statement on its own) or a transaction. Store functions take it,
 * so that the caller decides what commits together.
 *
 * Rows come as plain objects. `bigint` (also `count(*)`) is a bigint, `numeric` and `date` are text, `timestamptz`
 * is a Date, `bytea` a Buffer, `json` and `jsonb` are parsed.
 */
export type Sql = {
  rows<Row>(parse: RowParser<Row>, text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** The one row of a statement; undefined when there is none. Throws when there are several. */
  maybe<Row>(parse: RowParser<Row>, text: string, values?: readonly unknown[]): Promise<Row | undefined>;
  /** Runs a statement; resolves to the number of rows it touched. */
  run(text: string, values?: readonly unknown[]): Promise<number>;
};

type Queryable = { query(text: string, values: unknown[]): Promise<pg.QueryResult> };

export function sqlOn(client: Queryable): Sql {
  const query = (text: string, values: readonly unknown[] = []) => client.query(text, [...values]);
  const rows = async <Row>(parse: RowParser<Row>, text: string, values?: readonly unknown[]) => {
    const result = await query(text, values);
    return result.rows.map((row: unknown) => parse(row));
  };
  return {
    rows,
    maybe: async (parse, text, values) => {
      const found = await rows(parse, text, values);
      if (found.length > 1) throw new Error(`one row expected, ${found.length} found`);
      return found[0];
    },
    run: async (text, values) => (await query(text, values)).rowCount ?? 0,
  };
}

/** How columns are read on our connections; other users of the driver in this process keep theirs. */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid, encoding) => {
    if (encoding !== 'binary' && oid === pg.types.builtins.INT8) return BigInt;
    if (encoding !== 'binary' && oid === pg.types.builtins.DATE) return String;
    return pg.types.getTypeParser(oid, encoding);
  },
};
