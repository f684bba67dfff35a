/** Fields of the forms of an assessment: a label above, the browser's own control, values by name. */

import { useId, type InputHTMLAttributes, type TextareaHTMLAttributes } from "react";

/** The text of a field without blanks at its ends. */
export const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
};

export const textOrNull = (form: FormData, name: string): string | null => {
  const text = textOf(form, name);
  return text === "" ? null : text;
};

interface TextFieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string;
  readonly name: string;
}

export const TextField = ({ label, ...rest }: TextFieldProps) => (
  <label className="field">
    <span>{label}</span>
    <input className="input" autoComplete="off" {...rest} />
  </label>
);

interface AreaFieldProps extends TextareaHTMLAttributes<HTMLTextAreaElement> {
  readonly label: string;
  readonly name: string;
}

export const AreaField = ({ label, ...rest }: AreaFieldProps) => (
  <label className="field wide">
    <span>{label}</span>
    <textarea className="input area" rows={3} {...rest} />
  </label>
);

interface PickFieldProps {
  readonly label: string;
  readonly name: string;
  readonly value?: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export const PickField = ({ label, name, value, options }: PickFieldProps) => {
  // Around a list, a label would read all of its options out.
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="select" name={name} defaultValue={value}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
};
