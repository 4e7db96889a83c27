"""A clause of the samples that is long enough to fill a row of the window."""

from __future__ import annotations

LONG = (
    "验收与月报\n"
    "中标方须于每季度首月向采购方递交运行月报，月报写明实例数、存储用量、出口流量峰值、故障清单与处置结果；"
    "采购方自收到之日起十日内提出书面意见，逾期未提出的，不视为认可月报所载数据。"
    "月报所载用量与平台计量不一致时，以双方共同抽取的平台日志为准，抽取费用由中标方承担。"
)
LONG_DRAFT = LONG.replace("不视为认可", "{g:不|}视为认可").replace("十日内", "{n:十|五}日内")
LONG_OTHER = LONG.replace("峰值", "{o:峰值|蜂值}")
