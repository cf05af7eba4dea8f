import type { ExtractField } from "#app/domain/chorus/kind.ts";

export const columnField = (field: ExtractField) => `column.${field}`;
export const constantField = (field: ExtractField) => `constant.${field}`;
