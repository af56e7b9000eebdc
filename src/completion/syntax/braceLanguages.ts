/** Rows of the languages whose blocks stand between braces, checked against their grammars. */

import { fallbackRow, types } from './languageRow';
import type { LanguageRow } from './languageRow';

/** `{`, and the labels of a switch. */
const braceOpener = /\{$|^\s*(?:case\b.*|default\s*):$/;

const ecmaOpeners = 'object_pattern named_imports export_clause template_substitution';

export const javascript: LanguageRow = {
  ...fallbackRow,
  grammar: 'tree-sitter-javascript.wasm',
  opensBlock: braceOpener,
  comments: types('comment html_comment hash_bang_line'),
  strings: types('string template_string regex'),
  interpolations: types('template_substitution'),
  functions: types(
    'function_declaration generator_function_declaration function_expression generator_function arrow_function method_definition class_static_block',
  ),
  classes: types('class_declaration class'),
  bodies: types('statement_block class_body switch_body'),
  wrappers: types('export_statement'),
  members: types('field_definition lexical_declaration variable_declaration'),
  imports: types('import_statement'),
  importText:
    /^(?:const|let|var)\s[^;\n]*\brequire\(|^export\s+(?:type\s+)?(?:\*|\{[^}]*\})[^;\n]*\bfrom\b|^import\s*\w+\s*=/,
  inlineOpeners: types(`${ecmaOpeners} jsx_expression`),
};

export const typescript: LanguageRow = {
  ...javascript,
  grammar: 'tree-sitter-typescript.wasm',
  classes: types(
    'class_declaration abstract_class_declaration class interface_declaration enum_declaration type_alias_declaration',
  ),
  bodies: types('statement_block class_body switch_body interface_body enum_body object_type'),
  wrappers: types('export_statement ambient_declaration'),
  members: types(
    'public_field_definition lexical_declaration variable_declaration function_signature method_signature abstract_method_signature property_signature construct_signature call_signature index_signature type_alias_declaration',
  ),
  inlineOpeners: types(ecmaOpeners),
};

export const cpp: LanguageRow = {
  ...fallbackRow,
  grammar: 'tree-sitter-cpp.wasm',
  quotes: '"\'',
  opensBlock: /\{$|^\s*(?:case\b.*|default\s*|public|private|protected):$/,
  comments: types('comment'),
  strings: types('string_literal raw_string_literal char_literal system_lib_string'),
  functions: types('function_definition lambda_expression'),
  classes: types('class_specifier struct_specifier union_specifier enum_specifier'),
  bodies: types('compound_statement field_declaration_list enumerator_list declaration_list'),
  wrappers: types('template_declaration type_definition'),
  members: types('declaration field_declaration alias_declaration type_definition preproc_def'),
  imports: types('preproc_include using_declaration import_declaration namespace_alias_definition'),
  importContainers: types('preproc_ifdef preproc_if preproc_else'),
};

export const tsx: LanguageRow = {
  ...typescript,
  grammar: 'tree-sitter-tsx.wasm',
  inlineOpeners: javascript.inlineOpeners,
};

export const go: LanguageRow = {
  ...fallbackRow,
  grammar: 'tree-sitter-go.wasm',
  opensBlock: braceOpener,
  comments: types('comment'),
  strings: types('interpreted_string_literal raw_string_literal rune_literal'),
  functions: types('function_declaration method_declaration func_literal'),
  classes: types('struct_type interface_type'),
  bodies: types('block field_declaration_list'),
  blocks: types('interface_type expression_switch_statement type_switch_statement select_statement'),
  wrappers: types('type_declaration type_spec'),
  members: types('field_declaration method_elem const_declaration var_declaration type_declaration'),
  imports: types('import_declaration package_clause'),
};

export const rust: LanguageRow = {
  ...fallbackRow,
  grammar: 'tree-sitter-rust.wasm',
  quotes: '"', // a single quote also begins a lifetime
  opensBlock: /\{$/,
  comments: types('line_comment block_comment'),
  strings: types('string_literal raw_string_literal char_literal'),
  functions: types('function_item closure_expression'),
  classes: types('struct_item enum_item union_item trait_item impl_item'),
  bodies: types('block declaration_list field_declaration_list enum_variant_list match_block'),
  members: types('function_signature_item field_declaration enum_variant const_item static_item type_item'),
  imports: types('use_declaration extern_crate_declaration'),
  importText: /^(?:pub(?:\([^)]*\))?\s+)?mod\s+\w+;/,
  inlineOpeners: types('use_list'),
};

export const java: LanguageRow = {
  ...fallbackRow,
  grammar: 'tree-sitter-java.wasm',
  quotes: '"\'',
  opensBlock: braceOpener,
  comments: types('line_comment block_comment'),
  strings: types('string_literal character_literal'),
  interpolations: types('string_interpolation'),
  functions: types(
    'method_declaration constructor_declaration compact_constructor_declaration lambda_expression static_initializer',
  ),
  classes: types(
    'class_declaration interface_declaration enum_declaration record_declaration annotation_type_declaration',
  ),
  bodies: types(
    'block constructor_body class_body interface_body enum_body annotation_type_body switch_block',
  ),
  members: types('field_declaration constant_declaration enum_constant annotation_type_element_declaration'),
  imports: types('import_declaration package_declaration'),
};

export const csharp: LanguageRow = {
  ...fallbackRow,
  grammar: 'tree-sitter-c-sharp.wasm',
  quotes: '"\'',
  opensBlock: braceOpener,
  comments: types('comment'),
  strings: types(
    'string_literal verbatim_string_literal raw_string_literal interpolated_string_expression character_literal',
  ),
  interpolations: types('interpolation'),
  functions: types(
    'method_declaration constructor_declaration destructor_declaration operator_declaration conversion_operator_declaration local_function_statement lambda_expression anonymous_method_expression accessor_declaration property_declaration indexer_declaration',
  ),
  classes: types(
    'class_declaration struct_declaration interface_declaration record_declaration enum_declaration',
  ),
  bodies: types('block declaration_list accessor_list enum_member_declaration_list switch_body'),
  members: types('field_declaration event_field_declaration delegate_declaration enum_member_declaration'),
  imports: types('using_directive extern_alias_directive'),
  importContainers: types('namespace_declaration declaration_list'),
  inlineOpeners: types('interpolation'),
};

export const php: LanguageRow = {
  ...fallbackRow,
  grammar: 'tree-sitter-php.wasm',
  quotes: '"\'',
  opensBlock: /\{$|^\s*(?:case\b.*|default\s*|(?:if|else|elseif|for|foreach|while|switch)\b.*):$/,
  comments: types('comment'),
  strings: types('string encapsed_string heredoc nowdoc shell_command_expression'),
  functions: types('function_definition method_declaration anonymous_function arrow_function'),
  classes: types(
    'class_declaration interface_declaration trait_declaration enum_declaration anonymous_class',
  ),
  bodies: types(
    'compound_statement declaration_list enum_declaration_list switch_block match_block colon_block',
  ),
  members: types('property_declaration const_declaration enum_case'),
  imports: types('namespace_use_declaration'),
  importText: /^(?:require|include)(?:_once)?\b|^namespace\s[^;{]*;/,
  importContainers: types('namespace_definition compound_statement'),
  inlineOpeners: types('namespace_use_group encapsed_string heredoc_body'),
};

export const css: LanguageRow = {
  ...fallbackRow,
  grammar: 'tree-sitter-css.wasm',
  lineComment: '',
  quotes: '"\'',
  opensBlock: /\{$/,
  comments: types('comment js_comment'),
  strings: types('string_value'),
  classes: types('rule_set media_statement supports_statement keyframes_statement at_rule keyframe_block'),
  bodies: types('block keyframe_block_list'),
  members: types('declaration'),
  imports: types('import_statement charset_statement namespace_statement'),
};

/** SCSS and Less: the CSS grammar loses its way in their variables and comments, so text alone decides. */
export const styleSheet: LanguageRow = { ...fallbackRow, quotes: '"\'', opensBlock: /\{$/ };
