/** Gives antd our measures, colours and language; wraps only the routes that use it. */

import { ConfigProvider, theme as antdTheme } from "antd";
import enUS from "antd/es/locale/en_US.js";
import zhCN from "antd/es/locale/zh_CN.js";
import type { ReactNode } from "react";
import { useLanguage } from "../i18n/language.tsx";
import { useTheme } from "./theme.tsx";

const colours = {
  light: {
    colorPrimary: "#1f4fa3",
    colorBgContainer: "#ffffff",
    colorBgElevated: "#ffffff",
    colorText: "#1b2028",
    colorTextPlaceholder: "#5f6875",
    colorBorder: "#b9c0ca",
    colorBorderSecondary: "#dde1e6",
    colorError: "#ae231b",
  },
  dark: {
    colorPrimary: "#8db4ff",
    colorBgContainer: "#191d24",
    colorBgElevated: "#191d24",
    colorText: "#e6e9ee",
    colorTextPlaceholder: "#98a2b0",
    colorBorder: "#4a5361",
    colorBorderSecondary: "#2e3540",
    colorError: "#ff8d84",
  },
} as const;

export const AntdFrame = ({ children }: { readonly children: ReactNode }) => {
  const { language } = useLanguage();
  const { dark } = useTheme();
  const base = dark ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm;
  return (
    <ConfigProvider
      locale={language === "zh" ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
      theme={{
        algorithm: [base, antdTheme.compactAlgorithm],
        token: {
          // The compact algorithm takes two off: 14 on the screen.
          fontSize: 16,
          borderRadius: 4,
          controlHeight: 30,
          motion: false,
          fontFamily: "var(--font)",
          ...(dark ? colours.dark : colours.light),
        },
      }}
    >
      {children}
    </ConfigProvider>
  );
};
