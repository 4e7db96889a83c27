<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>About</name>
    <message>
        <source>Compares cloud-lease contracts clause by clause and term by term.

It works on this computer only and sends nothing anywhere.</source>
        <translation>逐条、逐项对照政务云租用合同。

全部工作在本机完成，不向任何地方发送数据。</translation>
    </message>
    <message>
        <source>LeaseDiff is under the Apache License 2.0. It stands on:</source>
        <translation>云租对照以 Apache License 2.0 许可发布，使用了以下组件：</translation>
    </message>
    <message>
        <source>About LeaseDiff</source>
        <translation>关于云租对照</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>比较(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Add contracts</source>
        <translation>添加合同</translation>
    </message>
    <message>
        <source>Add contracts to compare</source>
        <translation>添加要对比的合同</translation>
    </message>
    <message>
        <source>Open the sample contracts</source>
        <translation>打开示例合同</translation>
    </message>
    <message>
        <source>Export Excel</source>
        <translation>导出 Excel</translation>
    </message>
    <message>
        <source>Write the comparison as a workbook</source>
        <translation>把对比结果导出为 Excel 工作簿</translation>
    </message>
    <message>
        <source>Export a brief (Word)</source>
        <translation>导出汇报（Word）</translation>
    </message>
    <message>
        <source>Export the draft with tracked changes (Word)</source>
        <translation>导出草案修订稿（Word）</translation>
    </message>
    <message>
        <source>Open what was exported last</source>
        <translation>打开最近导出的文件</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出程序</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Previous difference</source>
        <translation>上一处差异</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Next difference</source>
        <translation>下一处差异</translation>
    </message>
    <message>
        <source>Differences only</source>
        <translation>仅看差异</translation>
    </message>
    <message>
        <source>Fold what is the same</source>
        <translation>折叠相同内容，只看差异</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Find in all columns</source>
        <translation>在所有列中查找</translation>
    </message>
    <message>
        <source>How to use LeaseDiff</source>
        <translation>使用说明</translation>
    </message>
    <message>
        <source>Preferences …</source>
        <translation>首选项…</translation>
    </message>
    <message>
        <source>About LeaseDiff</source>
        <translation>关于云租对照</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Usual size</source>
        <translation>原始大小</translation>
    </message>
    <message>
        <source>Columns …</source>
        <translation>显示的列…</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>差异状态</translation>
    </message>
    <message>
        <source>Effect for the buyer</source>
        <translation>对采购人的影响</translation>
    </message>
    <message>
        <source>Whose differences count</source>
        <translation>计入哪些合同的差异</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言 / Language</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>基准</translation>
    </message>
    <message>
        <source>Choose the contract to compare against</source>
        <translation>选择作为对比基准的合同</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具栏</translation>
    </message>
    <message>
        <source>Any status</source>
        <translation>全部状态</translation>
    </message>
    <message>
        <source>Any effect</source>
        <translation>全部影响</translation>
    </message>
    <message>
        <source>The drafts&apos; differences</source>
        <translation>只计草案的差异</translation>
    </message>
    <message>
        <source>Those of all contracts</source>
        <translation>计入全部合同的差异</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Show only some rows</source>
        <translation>只显示部分条目</translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message>
        <source>What to do with {name}</source>
        <translation>对《{name}》的操作</translation>
    </message>
    <message>
        <source>Progress of the reading</source>
        <translation>读取进度</translation>
    </message>
    <message>
        <source>Reading page {done} of {total} …</source>
        <translation>正在读取第 {done}/{total} 页…</translation>
    </message>
    <message>
        <source>Enter the password …</source>
        <translation>输入密码…</translation>
    </message>
    <message>
        <source>Another file …</source>
        <translation>换一个文件…</translation>
    </message>
    <message>
        <source>Not read</source>
        <translation>未能读取</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>{n} pages</source>
        <translation>{n} 页</translation>
    </message>
    <message>
        <source>▲ The file has changed since it was read</source>
        <translation>▲ 文件读取后已被修改</translation>
    </message>
    <message>
        <source>▲ The file is not where it was read</source>
        <translation>▲ 原位置已找不到该文件</translation>
    </message>
    <message>
        <source>{n} notes</source>
        <translation>读取说明 {n} 条</translation>
    </message>
    <message>
        <source>Treat as</source>
        <translation>文件类型</translation>
    </message>
    <message>
        <source>Read it as before the tracked changes</source>
        <translation>按修订前的原文读取</translation>
    </message>
    <message>
        <source>Read it with the tracked changes accepted</source>
        <translation>按接受全部修订后读取</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation>停止读取</translation>
    </message>
    <message>
        <source>Make it the baseline</source>
        <translation>设为基准</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Replace by a newer file …</source>
        <translation>用新文件替换…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>Changes</name>
    <message>
        <source>Importance {n} of 100</source>
        <translation>重要度 {n}（满分 100）</translation>
    </message>
</context>
<context>
    <name>ChangesModel</name>
    <message>
        <source>Rank</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Why it matters</source>
        <translation>为什么重要</translation>
    </message>
</context>
<context>
    <name>Checking</name>
    <message>
        <source>Leave the rest unchecked</source>
        <translation>其余不再核对</translation>
    </message>
    <message>
        <source>{n} doubtful words of {name} were not checked. Amounts, rates and dates among them may be wrong. Leave them unchecked?</source>
        <translation>“{name}”还有 {n} 处识别可疑的文字没有核对，其中的金额、费率、日期可能有误。确定不再核对？</translation>
    </message>
    <message>
        <source>Leave unchecked</source>
        <translation>不再核对</translation>
    </message>
    <message>
        <source>Go on checking</source>
        <translation>继续核对</translation>
    </message>
    <message>
        <source>The place on the page is not known.</source>
        <translation>不知道它在页面上的位置。</translation>
    </message>
    <message>
        <source>The page can&apos;t be shown.
{reason}</source>
        <translation>页面无法显示。
{reason}</translation>
    </message>
</context>
<context>
    <name>CheckingDialog</name>
    <message>
        <source>Page {page} is being drawn …</source>
        <translation>正在绘制第 {page} 页…</translation>
    </message>
    <message>
        <source>The place on the page is not known.</source>
        <translation>不知道它在页面上的位置。</translation>
    </message>
    <message>
        <source>▲ {n} doubtful words were left unchecked.</source>
        <translation>▲ 有 {n} 处识别可疑的文字未经核对。</translation>
    </message>
    <message>
        <source>Every doubtful word was checked.</source>
        <translation>识别可疑的文字已全部核对。</translation>
    </message>
    <message>
        <source>No reading is doubtful</source>
        <translation>没有识别可疑的文字</translation>
    </message>
    <message>
        <source>Check the recognition</source>
        <translation>核对识别</translation>
    </message>
    <message>
        <source>Reads</source>
        <translation>应为</translation>
    </message>
    <message>
        <source>What the word says on the page</source>
        <translation>原件上的文字</translation>
    </message>
    <message>
        <source>The word on its page</source>
        <translation>文字在原件上的样子</translation>
    </message>
    <message>
        <source>Words checked</source>
        <translation>已核对的文字</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Show the page</source>
        <translation>查看原件页面</translation>
    </message>
    <message>
        <source>Leave the rest unchecked …</source>
        <translation>其余不再核对…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Recognised with a confidence of {sure}</source>
        <translation>识别把握 {sure}</translation>
    </message>
    <message>
        <source>✓ checked</source>
        <translation>✓ 已核对</translation>
    </message>
    <message>
        <source>{done} of {total} checked</source>
        <translation>已核对 {done} / {total} 处</translation>
    </message>
    <message>
        <source>Correct to {text}</source>
        <translation>更正为 {text}</translation>
    </message>
    <message>
        <source>Correct (Enter)</source>
        <translation>更正（Enter）</translation>
    </message>
    <message>
        <source>Right as read (Enter)</source>
        <translation>确认无误（Enter）</translation>
    </message>
</context>
<context>
    <name>ClausesModel</name>
    <message>
        <source>Topic</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>1 row without a difference of the draft</source>
        <translation>1 行草案无差异</translation>
    </message>
    <message>
        <source>{n} rows without a difference of the draft</source>
        <translation>{n} 行草案无差异</translation>
    </message>
    <message>
        <source>{n} equal rows</source>
        <translation>{n} 行相同</translation>
    </message>
    <message>
        <source>1 equal row</source>
        <translation>1 行相同</translation>
    </message>
    <message>
        <source>{n} rows that only repeat a replacement made throughout</source>
        <translation>{n} 行仅为全文统一替换</translation>
    </message>
    <message>
        <source>Press Enter or double-click to show them</source>
        <translation>按回车键或双击展开</translation>
    </message>
</context>
<context>
    <name>ClausesPage</name>
    <message>
        <source>Where the differences are</source>
        <translation>差异分布</translation>
    </message>
</context>
<context>
    <name>Columns</name>
    <message>
        <source>Widths, order and columns as at first</source>
        <translation>恢复默认列宽、顺序和列</translation>
    </message>
</context>
<context>
    <name>Correction</name>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Percent</source>
        <translation>百分比</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>天数</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Unit price</source>
        <translation>单价</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Months or times</source>
        <translation>月数或次数</translation>
    </message>
    <message>
        <source>At most, percent</source>
        <translation>上限百分比</translation>
    </message>
</context>
<context>
    <name>CorrectionDialog</name>
    <message>
        <source>Correct what was read</source>
        <translation>更正读取内容</translation>
    </message>
    <message>
        <source>Compare with the source page first. The correction is marked as yours.</source>
        <translation>请先与原件核对。更正后会标明为人工更正。</translation>
    </message>
    <message>
        <source>What was read wrong</source>
        <translation>读错的内容</translation>
    </message>
    <message>
        <source>What it should be</source>
        <translation>应为</translation>
    </message>
    <message>
        <source>This is no value of that kind. Write a number in figures, or a date as 2032-01-31.</source>
        <translation>这里需要填写阿拉伯数字，日期请写成 2032-01-31 的形式。</translation>
    </message>
</context>
<context>
    <name>DecisionPanel</name>
    <message>
        <source>Decision</source>
        <translation>处理意见</translation>
    </message>
    <message>
        <source>{n} of {all} clauses decided</source>
        <translation>条款已处理 {n}/{all}</translation>
    </message>
    <message>
        <source>{mark} (key {key})</source>
        <translation>{mark}（按键 {key}）</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Proposed wording</source>
        <translation>建议条款</translation>
    </message>
    <message>
        <source>Note: why, and what to ask for</source>
        <translation>备注：理由，以及要求对方怎么改</translation>
    </message>
    <message>
        <source>Proposed wording: what it should say instead</source>
        <translation>建议条款：应改成怎样的表述</translation>
    </message>
</context>
<context>
    <name>Decisions</name>
    <message>
        <source>Note: {text}</source>
        <translation>备注：{text}</translation>
    </message>
    <message>
        <source>Proposed wording: {text}</source>
        <translation>建议条款：{text}</translation>
    </message>
    <message>
        <source>Linked by hand</source>
        <translation>人工关联</translation>
    </message>
    <message>
        <source>Unlinked by hand</source>
        <translation>人工取消关联</translation>
    </message>
    <message>
        <source>Split by hand</source>
        <translation>人工拆分</translation>
    </message>
    <message>
        <source>Corrected to: {text}</source>
        <translation>更正为：{text}</translation>
    </message>
</context>
<context>
    <name>DetailPane</name>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Against</source>
        <translation>对照</translation>
    </message>
    <message>
        <source>Contract that is shown</source>
        <translation>要查看的合同</translation>
    </message>
    <message>
        <source>Contract that it is compared with</source>
        <translation>用作对照的合同</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Word by word</source>
        <translation>逐字差异</translation>
    </message>
    <message>
        <source>Source page</source>
        <translation>原件页面</translation>
    </message>
    <message>
        <source>Views of what is selected</source>
        <translation>所选内容的视图</translation>
    </message>
    <message>
        <source>All contracts</source>
        <translation>全部合同</translation>
    </message>
    <message>
        <source>Select a row to see its words here.</source>
        <translation>选中一行，这里显示它的全文与差异。</translation>
    </message>
    <message>
        <source>[…] kind of change</source>
        <translation>[…] 改动类别</translation>
    </message>
</context>
<context>
    <name>DropZone</name>
    <message>
        <source>Drop contracts here</source>
        <translation>把合同拖到这里</translation>
    </message>
    <message>
        <source>Last year&apos;s contract first: it is the baseline. Then this year&apos;s draft, and any others to compare.</source>
        <translation>请先放入去年的合同（作为基准），再放入今年的草案和其他要对照的合同。</translation>
    </message>
    <message>
        <source>Word, WPS, PDF, scans and photographs, OpenDocument, RTF and text are read.</source>
        <translation>可读取 Word、WPS、PDF、扫描件与照片、OpenDocument、RTF 和文本文件。</translation>
    </message>
    <message>
        <source>Files that are read: {kinds}</source>
        <translation>可读取的文件：{kinds}</translation>
    </message>
    <message>
        <source>A project opens the same way. Everything stays on this computer.</source>
        <translation>项目文件也可直接拖入。所有内容只保存在本机。</translation>
    </message>
    <message>
        <source>Choose files …</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Open the sample contracts</source>
        <translation>打开示例合同</translation>
    </message>
</context>
<context>
    <name>Explanation</name>
    <message>
        <source>Finding</source>
        <translation>校验结果</translation>
    </message>
    <message>
        <source>Original texts</source>
        <translation>原文</translation>
    </message>
    <message>
        <source>importance {n} of 100</source>
        <translation>重要度 {n}</translation>
    </message>
    <message>
        <source>Neither contract has it.</source>
        <translation>两份合同都没有这一条。</translation>
    </message>
    <message>
        <source>Moved: {origin} → {target}</source>
        <translation>位置移动：{origin} → {target}</translation>
    </message>
    <message>
        <source>see it there</source>
        <translation>查看现处</translation>
    </message>
    <message>
        <source>see where it stood</source>
        <translation>查看原处</translation>
    </message>
    <message>
        <source>Word for word the same.</source>
        <translation>逐字相同。</translation>
    </message>
    <message>
        <source>{n} only in punctuation or layout</source>
        <translation>仅标点或排版差异 {n} 处</translation>
    </message>
    <message>
        <source>No such clause in this contract</source>
        <translation>本合同无此条款</translation>
    </message>
    <message>
        <source>Corrected by hand; it was read as: {text}</source>
        <translation>已更正，原识别为：{text}</translation>
    </message>
    <message>
        <source>corrected by hand</source>
        <translation>人工更正</translation>
    </message>
    <message>
        <source>Price effect {price} yuan, quantity effect {quantity} yuan</source>
        <translation>单价影响 {price} 元，数量影响 {quantity} 元</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>依据</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export Excel</source>
        <translation>导出 Excel</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Only clauses and terms that differ</source>
        <translation>只导出有差异的条款和要点</translation>
    </message>
    <message>
        <source>By the width of each sheet</source>
        <translation>按各工作表宽度自动选择</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Sheets</source>
        <translation>工作表</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>纸张</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>{name} exists already. Replace it?</source>
        <translation>“{name}”已存在，是否替换？</translation>
    </message>
    <message>
        <source>Excel workbook</source>
        <translation>Excel 工作簿</translation>
    </message>
</context>
<context>
    <name>Exporter</name>
    <message>
        <source>The file was not written or read</source>
        <translation>文件未能写入或读取</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Contracts</source>
        <translation>合同文件</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>Add contracts</source>
        <translation>添加合同</translation>
    </message>
    <message>
        <source>Contract comparison</source>
        <translation>合同对比</translation>
    </message>
    <message>
        <source>Brief on the comparison</source>
        <translation>合同对照汇报</translation>
    </message>
    <message>
        <source>Draft with tracked changes</source>
        <translation>草案修订稿</translation>
    </message>
    <message>
        <source>Excel workbook</source>
        <translation>Excel 工作簿</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>打开密码</translation>
    </message>
    <message>
        <source>Password that opens {name}:</source>
        <translation>请输入“{name}”的打开密码：</translation>
    </message>
    <message>
        <source>Word document</source>
        <translation>Word 文档</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Take over decisions</source>
        <translation>导入处理意见</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>打开项目</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>云租对照项目</translation>
    </message>
    <message>
        <source>Save the project</source>
        <translation>保存项目</translation>
    </message>
    <message>
        <source>Replace {name}</source>
        <translation>替换“{name}”</translation>
    </message>
    <message>
        <source>Password of the project {name}:</source>
        <translation>项目“{name}”的密码：</translation>
    </message>
    <message>
        <source>That is not the password.</source>
        <translation>密码不正确。</translation>
    </message>
</context>
<context>
    <name>Filing</name>
    <message>
        <source>Everything is kept in {name}</source>
        <translation>全部内容已保存在“{name}”</translation>
    </message>
    <message>
        <source>Keep the decisions?</source>
        <translation>保存处理意见？</translation>
    </message>
    <message>
        <source>The decisions are not in a project file yet.</source>
        <translation>处理意见尚未保存到项目文件。</translation>
    </message>
    <message>
        <source>Without one they are lost when this is closed.</source>
        <translation>不保存的话，关闭后处理意见将丢失。</translation>
    </message>
    <message>
        <source>Open a project …</source>
        <translation>打开项目…</translation>
    </message>
    <message>
        <source>Save the project</source>
        <translation>保存项目</translation>
    </message>
    <message>
        <source>Save the project as …</source>
        <translation>项目另存为…</translation>
    </message>
    <message>
        <source>Close all contracts</source>
        <translation>关闭全部合同</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>最近使用的文件</translation>
    </message>
    <message>
        <source>Saved from the damaged project</source>
        <translation>抢救结果</translation>
    </message>
    <message>
        <source>LeaseDiff</source>
        <translation>云租对照</translation>
    </message>
    <message>
        <source>{title} (read-only)</source>
        <translation>{title}（只读）</translation>
    </message>
    <message>
        <source>The project could not be opened or kept</source>
        <translation>项目未能打开或保存</translation>
    </message>
    <message>
        <source>Save what can be saved …</source>
        <translation>尽量抢救…</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>暂无</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>Find in all columns</source>
        <translation>在所有列中查找</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>上一个</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>Close the find bar</source>
        <translation>关闭查找栏</translation>
    </message>
</context>
<context>
    <name>FindingsModel</name>
    <message>
        <source>Severity</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Contract</source>
        <translation>合同</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>来源</translation>
    </message>
</context>
<context>
    <name>Following</name>
    <message>
        <source>Changed since it was read: {names}</source>
        <translation>读取之后文件又有改动：{names}</translation>
    </message>
    <message>
        <source>Read again and compare</source>
        <translation>重新读取并对比</translation>
    </message>
    <message>
        <source>{n} decisions found no place in the contracts</source>
        <translation>有 {n} 条处理意见在现有合同中找不到对应文字</translation>
    </message>
    <message>
        <source>List them …</source>
        <translation>查看清单…</translation>
    </message>
</context>
<context>
    <name>Guide</name>
    <message>
        <source>User guide</source>
        <translation>使用说明</translation>
    </message>
    <message>
        <source>Find in the guide</source>
        <translation>在说明中查找</translation>
    </message>
    <message>
        <source>Chapters</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Chapter</source>
        <translation>章节内容</translation>
    </message>
</context>
<context>
    <name>Journal</name>
    <message>
        <source>Show the folder of the log</source>
        <translation>打开日志文件夹</translation>
    </message>
</context>
<context>
    <name>LinesModel</name>
    <message>
        <source>note</source>
        <translation>有备注</translation>
    </message>
    <message>
        <source>proposal</source>
        <translation>有建议条款</translation>
    </message>
    <message>
        <source>[inserted: {text}]</source>
        <translation>［新增：{text}］</translation>
    </message>
    <message>
        <source>[deleted: {text}]</source>
        <translation>［删除：{text}］</translation>
    </message>
</context>
<context>
    <name>LinkDialog</name>
    <message>
        <source>Link to another clause</source>
        <translation>关联到其他条款</translation>
    </message>
    <message>
        <source>Search in the clauses</source>
        <translation>在条款中查找</translation>
    </message>
    <message>
        <source>Which clause says the same as this row?</source>
        <translation>哪一条与本行说的是同一件事？</translation>
    </message>
    <message>
        <source>Contract</source>
        <translation>合同</translation>
    </message>
    <message>
        <source>Clauses of the contract</source>
        <translation>该合同的条款</translation>
    </message>
</context>
<context>
    <name>Locking</name>
    <message>
        <source>Password of the project …</source>
        <translation>项目密码…</translation>
    </message>
    <message>
        <source>The project is encrypted now</source>
        <translation>项目已加密</translation>
    </message>
    <message>
        <source>The project opens without a password</source>
        <translation>项目已取消密码</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>No further difference</source>
        <translation>后面没有差异了</translation>
    </message>
    <message>
        <source>No earlier difference</source>
        <translation>前面没有差异了</translation>
    </message>
    <message>
        <source>Every difference here is decided</source>
        <translation>本页差异均已处理</translation>
    </message>
    <message>
        <source>No reading is doubtful</source>
        <translation>没有识别可疑之处</translation>
    </message>
    <message>
        <source>Working on the file …</source>
        <translation>正在处理文件…</translation>
    </message>
    <message>
        <source>Exported to {path}</source>
        <translation>已导出到 {path}</translation>
    </message>
    <message>
        <source>The contracts could not be compared</source>
        <translation>合同对比未能完成</translation>
    </message>
    <message>
        <source>Views of the comparison</source>
        <translation>对比视图</translation>
    </message>
</context>
<context>
    <name>MarkedText</name>
    <message>
        <source>… the rest is in the detail pane</source>
        <translation>… 其余内容见右侧详情</translation>
    </message>
</context>
<context>
    <name>Naming</name>
    <message>
        <source>para. {n}</source>
        <translation>第{n}段</translation>
    </message>
    <message>
        <source>p. {page}</source>
        <translation>第 {page} 页</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>Facts side by side</source>
        <translation>基本信息对照</translation>
    </message>
    <message>
        <source>Add the draft, or any other contract, to compare.</source>
        <translation>再添加草案或其他合同，即可开始对比。</translation>
    </message>
    <message>
        <source>{others} against {baseline}</source>
        <translation>{others}与{baseline}相比</translation>
    </message>
    <message>
        <source>The changes that matter most</source>
        <translation>最重要的变化</translation>
    </message>
    <message>
        <source>Split of the payments</source>
        <translation>付款比例</translation>
    </message>
    <message>
        <source>Unit prices in yuan</source>
        <translation>单价对比（元）</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Nothing has been compared yet.</source>
        <translation>尚未进行对比。</translation>
    </message>
    <message>
        <source>Only one contract was read. Add another to compare.</source>
        <translation>只读到一份合同。请再添加一份，即可对比。</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Nothing differs here. Turn “Differences only” off to see what is the same.</source>
        <translation>这里没有差异。关闭“仅看差异”可查看相同的内容。</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>总览</translation>
    </message>
    <message>
        <source>The contracts say the same.</source>
        <translation>各份合同内容一致，没有差异。</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>付款</translation>
    </message>
    <message>
        <source>Penalties</source>
        <translation>违约</translation>
    </message>
    <message>
        <source>Exit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Service and other</source>
        <translation>服务与其他</translation>
    </message>
    <message>
        <source>Clauses</source>
        <translation>条款</translation>
    </message>
    <message>
        <source>No clause passes the filter.</source>
        <translation>没有符合筛选条件的条款。</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>校验</translation>
    </message>
    <message>
        <source>Nothing was found wrong.</source>
        <translation>没有发现问题。</translation>
    </message>
</context>
<context>
    <name>PartDialog</name>
    <message>
        <source>Clauses of the row</source>
        <translation>本行的条款</translation>
    </message>
</context>
<context>
    <name>PasswordDialog</name>
    <message>
        <source>Password of the project</source>
        <translation>项目密码</translation>
    </message>
    <message>
        <source>The contracts and decisions in the project file are encrypted and open with this password only. Nobody can open them without it, and nobody can restore it: keep it in a safe place. The contracts&apos; own files stay as they are.</source>
        <translation>项目文件中的合同内容和处理意见将被加密，只能用此密码打开。没有密码，任何人都无法打开，程序也无法找回密码，请妥善保管。合同原文件不受影响。</translation>
    </message>
    <message>
        <source>New password:</source>
        <translation>新密码：</translation>
    </message>
    <message>
        <source>Once more:</source>
        <translation>再输一次：</translation>
    </message>
    <message>
        <source>Encrypt</source>
        <translation>加密</translation>
    </message>
    <message>
        <source>Remove the password</source>
        <translation>取消密码</translation>
    </message>
    <message>
        <source>The two differ.</source>
        <translation>两次输入不一致。</translation>
    </message>
</context>
<context>
    <name>PaymentBars</name>
    <message>
        <source>Split of the payments</source>
        <translation>付款比例</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>首选项</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Colours that do without red and green</source>
        <translation>色弱友好配色（不用红绿区分）</translation>
    </message>
    <message>
        <source>Show rows that differ only in punctuation, layout or replacements throughout</source>
        <translation>逐行显示仅标点、排版不同或全文统一替换的条款</translation>
    </message>
    <message>
        <source>Recognise scanned pages of a PDF (seconds a page)</source>
        <translation>识别 PDF 中的扫描页（每页需数秒）</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Own limits (file)</source>
        <translation>自定审查标准（文件）</translation>
    </message>
    <message>
        <source>Exports go to</source>
        <translation>导出到</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>选择…</translation>
    </message>
</context>
<context>
    <name>PriceBars</name>
    <message>
        <source>Unit prices in yuan</source>
        <translation>单价对比（元）</translation>
    </message>
    <message>
        <source>Baseline = 100</source>
        <translation>基准 = 100</translation>
    </message>
</context>
<context>
    <name>Prices</name>
    <message>
        <source>Called: {names}</source>
        <translation>各合同中的名称：{names}</translation>
    </message>
    <message>
        <source>Computed from amount, price and quantity</source>
        <translation>由金额、单价和数量推算</translation>
    </message>
    <message>
        <source>not in this contract</source>
        <translation>本合同无此项</translation>
    </message>
    <message>
        <source>new here</source>
        <translation>新增项</translation>
    </message>
    <message>
        <source>price {price}
quantity {quantity}</source>
        <translation>单价影响 {price}
数量影响 {quantity}</translation>
    </message>
    <message>
        <source>Sum of the lines</source>
        <translation>明细合计</translation>
    </message>
</context>
<context>
    <name>PricesModel</name>
    <message>
        <source>Service</source>
        <translation>服务项</translation>
    </message>
    <message>
        <source>Unit price</source>
        <translation>单价</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量 × 月</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>与基准差额</translation>
    </message>
</context>
<context>
    <name>RecoveryDialog</name>
    <message>
        <source>Unfinished work</source>
        <translation>未完成的工作</translation>
    </message>
    <message>
        <source>The program ended before this work was closed.</source>
        <translation>上次程序异常退出，以下工作尚未关闭。</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续处理</translation>
    </message>
    <message>
        <source>Save what can be saved</source>
        <translation>尽量抢救</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>以后再说</translation>
    </message>
    <message>
        <source>has a password</source>
        <translation>设有密码，继续时需要输入</translation>
    </message>
    <message>
        <source>{n} decisions</source>
        <translation>{n} 条处理意见</translation>
    </message>
</context>
<context>
    <name>ReuseDialog</name>
    <message>
        <source>Take over decisions of an earlier project</source>
        <translation>从往期项目引用意见</translation>
    </message>
    <message>
        <source>{n} decisions of “{project}” are on clauses that stand in these contracts with the same words. Tick those that hold again; nothing decided here is replaced.</source>
        <translation>往期项目“{project}”中有 {n} 条意见，其条款文字与当前合同相同。请勾选仍然适用的意见；当前已有的处理意见不会被替换。</translation>
    </message>
    <message>
        <source>Decisions of the earlier project</source>
        <translation>往期项目的处理意见</translation>
    </message>
    <message>
        <source>Decision then</source>
        <translation>往期意见</translation>
    </message>
    <message>
        <source>Clause now</source>
        <translation>当前条款</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Tick all</source>
        <translation>全部勾选</translation>
    </message>
    <message>
        <source>Tick none</source>
        <translation>全部取消</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>引用</translation>
    </message>
</context>
<context>
    <name>Reusing</name>
    <message>
        <source>Nothing of {name} holds here</source>
        <translation>“{name}”中没有适用于当前合同的意见</translation>
    </message>
    <message>
        <source>{n} decisions taken over from {name}</source>
        <translation>已从“{name}”引用 {n} 条意见</translation>
    </message>
    <message>
        <source>The project could not be read</source>
        <translation>无法读取该项目</translation>
    </message>
</context>
<context>
    <name>ReviewActions</name>
    <message>
        <source>&amp;Review</source>
        <translation>复核(&amp;R)</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>写备注</translation>
    </message>
    <message>
        <source>Next undecided</source>
        <translation>下一处未处理</translation>
    </message>
    <message>
        <source>Next difference without a decision</source>
        <translation>下一处尚未处理的差异</translation>
    </message>
    <message>
        <source>Check the recognition …</source>
        <translation>核对识别…</translation>
    </message>
    <message>
        <source>Next doubtful reading</source>
        <translation>下一处识别可疑</translation>
    </message>
    <message>
        <source>Link to another clause …</source>
        <translation>关联到其他条款…</translation>
    </message>
    <message>
        <source>Unlink a clause …</source>
        <translation>解除关联…</translation>
    </message>
    <message>
        <source>Split the row …</source>
        <translation>拆分本行…</translation>
    </message>
    <message>
        <source>Correct what was read …</source>
        <translation>更正读取内容…</translation>
    </message>
    <message>
        <source>Take over decisions from a workbook …</source>
        <translation>从工作簿导入处理意见…</translation>
    </message>
    <message>
        <source>Take over decisions of an earlier project …</source>
        <translation>从往期项目引用意见…</translation>
    </message>
    <message>
        <source>Decisions without a place …</source>
        <translation>找不到对应文字的处理意见…</translation>
    </message>
    <message>
        <source>Show by decision</source>
        <translation>按处理意见筛选</translation>
    </message>
    <message>
        <source>Any decision</source>
        <translation>全部处理意见</translation>
    </message>
</context>
<context>
    <name>Reviewing</name>
    <message>
        <source>{n} decisions taken over, {same} were the same, {left} not taken</source>
        <translation>已导入处理意见 {n} 条，相同 {same} 条，未采用 {left} 条</translation>
    </message>
    <message>
        <source>Decisions of the workbook</source>
        <translation>工作簿中的处理意见</translation>
    </message>
    <message>
        <source>Unlink a clause</source>
        <translation>解除关联</translation>
    </message>
    <message>
        <source>Tick what is not the same as the rest of the row.</source>
        <translation>请勾选与本行其余条款并非同一件事的条款。</translation>
    </message>
    <message>
        <source>Split the row</source>
        <translation>拆分本行</translation>
    </message>
    <message>
        <source>Tick the clauses that belong together in a row of their own.</source>
        <translation>请勾选应另成一行的条款。</translation>
    </message>
    <message>
        <source>The project is open in another window; nothing can be changed.</source>
        <translation>该项目已在另一窗口打开，此处不能修改。</translation>
    </message>
</context>
<context>
    <name>RowCells</name>
    <message>
        <source>same as the baseline</source>
        <translation>与基准相同</translation>
    </message>
    <message>
        <source>No such clause in this contract</source>
        <translation>本合同无此条款</translation>
    </message>
    <message>
        <source>corrected by hand</source>
        <translation>已更正</translation>
    </message>
    <message>
        <source>New clause</source>
        <translation>新增条款</translation>
    </message>
    <message>
        <source>moved from {origin}</source>
        <translation>移自 {origin}</translation>
    </message>
    <message>
        <source>split into several clauses</source>
        <translation>拆为多条</translation>
    </message>
    <message>
        <source>merged with others</source>
        <translation>与他条合并</translation>
    </message>
    <message>
        <source>{n} only in punctuation or layout</source>
        <translation>仅标点或排版差异 {n} 处</translation>
    </message>
    <message>
        <source>Table of {n} rows</source>
        <translation>表格，{n} 行</translation>
    </message>
    <message>
        <source>and {n} more cells</source>
        <translation>另有 {n} 个单元格有改动</translation>
    </message>
</context>
<context>
    <name>Scope</name>
    <message>
        <source>· Only in a reference</source>
        <translation>· 仅参考合同有</translation>
    </message>
</context>
<context>
    <name>Side</name>
    <message>
        <source>Contracts</source>
        <translation>合同</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>主题</translation>
    </message>
</context>
<context>
    <name>SourcePane</name>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Fit the width</source>
        <translation>适合宽度</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>Contract whose pages are shown</source>
        <translation>显示原件的合同</translation>
    </message>
    <message>
        <source>Page of the contract</source>
        <translation>合同原件页面</translation>
    </message>
    <message>
        <source>Text of the contract</source>
        <translation>合同原文</translation>
    </message>
    <message>
        <source>Page {page} is being drawn …</source>
        <translation>正在显示第 {page} 页…</translation>
    </message>
    <message>
        <source>The page can&apos;t be shown.
{reason}</source>
        <translation>无法显示该页。
{reason}</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>{n} contracts</source>
        <translation>{n} 份</translation>
    </message>
    <message>
        <source>{n} rows</source>
        <translation>{n} 行</translation>
    </message>
    <message>
        <source>{n} clauses differ ({undecided} undecided)</source>
        <translation>条款差异 {n}（未处理 {undecided}）</translation>
    </message>
    <message>
        <source>{n} not read</source>
        <translation>未读取 {n} 份</translation>
    </message>
    <message>
        <source>▲ {n} decisions found no place</source>
        <translation>▲ {n} 条处理意见找不到对应条款</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>▲ Not checked: {n} doubtful words</source>
        <translation>▲ 未核对：识别可疑 {n} 处</translation>
    </message>
    <message>
        <source>Hold doubtful words against the page</source>
        <translation>将识别可疑的文字与原件逐处核对</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancel what runs in the background</source>
        <translation>取消正在进行的处理</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
</context>
<context>
    <name>TermCells</name>
    <message>
        <source>not agreed</source>
        <translation>未约定</translation>
    </message>
    <message>
        <source>newly agreed</source>
        <translation>新增约定</translation>
    </message>
    <message>
        <source>In its words: {quote}</source>
        <translation>原文：{quote}</translation>
    </message>
</context>
<context>
    <name>TermsModel</name>
    <message>
        <source>Term</source>
        <translation>条目</translation>
    </message>
</context>
<context>
    <name>Tiles</name>
    <message>
        <source>Clauses: {status}</source>
        <translation>条款{status}</translation>
    </message>
    <message>
        <source>Errors found</source>
        <translation>校验错误</translation>
    </message>
</context>
<context>
    <name>TopicTree</name>
    <message>
        <source>All topics</source>
        <translation>全部主题</translation>
    </message>
    <message>
        <source>Topics with their differences</source>
        <translation>主题及差异数</translation>
    </message>
    <message>
        <source>{n} differences</source>
        <translation>差异 {n} 处</translation>
    </message>
</context>
<context>
    <name>Trouble</name>
    <message>
        <source>{path} can&apos;t be written. If it is open in Excel, close it and try again.</source>
        <translation>无法写入 {path}。如果它正在 Excel 中打开，请关闭后重试。</translation>
    </message>
    <message>
        <source>This is a defect of the program. The details below help to mend it.</source>
        <translation>这是程序缺陷。下方的详细信息有助于修复。</translation>
    </message>
</context>
<context>
    <name>UnplacedDialog</name>
    <message>
        <source>Decisions without a place</source>
        <translation>找不到对应文字的处理意见</translation>
    </message>
    <message>
        <source>The words that these were decided on stand in none of the contracts now. They stay in the project; where the words come back, they hold again.</source>
        <translation>现有合同中已没有这些意见所针对的文字。意见仍保留在项目中；相同文字再次出现时自动恢复。</translation>
    </message>
    <message>
        <source>Clause</source>
        <translation>条款</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>处理意见</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
</context>
<context>
    <name>Values</name>
    <message>
        <source>not stated</source>
        <translation>未写明</translation>
    </message>
    <message>
        <source>{n} minutes</source>
        <translation>{n} 分钟</translation>
    </message>
    <message>
        <source>{n} hours</source>
        <translation>{n} 小时</translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation>{n} 日</translation>
    </message>
    <message>
        <source>{n} months</source>
        <translation>{n} 个月</translation>
    </message>
    <message>
        <source>{n} years</source>
        <translation>{n} 年</translation>
    </message>
    <message>
        <source>{amount} yuan</source>
        <translation>{amount} 元</translation>
    </message>
    <message>
        <source>on {date}</source>
        <translation>{date} 前后</translation>
    </message>
    <message>
        <source>before service {first} / before acceptance {second} / after acceptance {third}</source>
        <translation>服务前 {first} / 验收前 {second} / 验收后 {third}</translation>
    </message>
    <message>
        <source>may end the contract</source>
        <translation>可解除合同</translation>
    </message>
    <message>
        <source>at most {cap}</source>
        <translation>上限 {cap}</translation>
    </message>
    <message>
        <source>beyond {threshold}</source>
        <translation>超过{threshold}起算</translation>
    </message>
    <message>
        <source>paid by {party}</source>
        <translation>由{party}支付</translation>
    </message>
    <message>
        <source>period not stated</source>
        <translation>未写明计罚周期</translation>
    </message>
    <message>
        <source>{rate} {period}</source>
        <translation>{period} {rate}</translation>
    </message>
    <message>
        <source>{rate} {base} {period}</source>
        <translation>{period}按{base} {rate}</translation>
    </message>
    <message>
        <source>from {anchor}</source>
        <translation>自{anchor}起</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Baseline</source>
        <translation>基准</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草案</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>参考</translation>
    </message>
    <message>
        <source>Model text</source>
        <translation>范本</translation>
    </message>
    <message>
        <source>Tender</source>
        <translation>招标文件</translation>
    </message>
    <message>
        <source>Bid</source>
        <translation>投标文件</translation>
    </message>
    <message>
        <source>Award notice</source>
        <translation>中标通知书</translation>
    </message>
    <message>
        <source>Same</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>有改动</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>Better for the buyer</source>
        <translation>对采购人有利</translation>
    </message>
    <message>
        <source>Worse for the buyer</source>
        <translation>对采购人不利</translation>
    </message>
    <message>
        <source>Neutral</source>
        <translation>无明显影响</translation>
    </message>
    <message>
        <source>To be judged</source>
        <translation>需人工判断</translation>
    </message>
    <message>
        <source>number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>party</source>
        <translation>主体</translation>
    </message>
    <message>
        <source>duty or negation</source>
        <translation>义务或否定</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>引用</translation>
    </message>
    <message>
        <source>wording</source>
        <translation>措辞</translation>
    </message>
    <message>
        <source>probably recognition</source>
        <translation>疑似识别误差</translation>
    </message>
    <message>
        <source>cosmetic</source>
        <translation>排版</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>未改动</translation>
    </message>
    <message>
        <source>inserted</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>replaced</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>New here</source>
        <translation>新出现</translation>
    </message>
    <message>
        <source>Already in the baseline</source>
        <translation>基准已有</translation>
    </message>
    <message>
        <source>Undecided</source>
        <translation>未处理</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Negotiate</source>
        <translation>需谈判</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Irrelevant</source>
        <translation>不相关</translation>
    </message>
    <message>
        <source>after signing</source>
        <translation>签订后</translation>
    </message>
    <message>
        <source>after opening of service</source>
        <translation>开通后</translation>
    </message>
    <message>
        <source>by period</source>
        <translation>按期支付</translation>
    </message>
    <message>
        <source>after interim acceptance</source>
        <translation>中期验收后</translation>
    </message>
    <message>
        <source>after final acceptance</source>
        <translation>终验后</translation>
    </message>
    <message>
        <source>on a fixed date</source>
        <translation>按约定日期</translation>
    </message>
    <message>
        <source>after budget approval</source>
        <translation>预算批复后</translation>
    </message>
    <message>
        <source>other condition</source>
        <translation>其他条件</translation>
    </message>
    <message>
        <source>supplier</source>
        <translation>乙方</translation>
    </message>
    <message>
        <source>buyer</source>
        <translation>甲方</translation>
    </message>
    <message>
        <source>either party</source>
        <translation>任何一方</translation>
    </message>
    <message>
        <source>per occurrence</source>
        <translation>每次</translation>
    </message>
    <message>
        <source>per day</source>
        <translation>每日</translation>
    </message>
    <message>
        <source>per week</source>
        <translation>每周</translation>
    </message>
    <message>
        <source>per month</source>
        <translation>每月</translation>
    </message>
    <message>
        <source>per year</source>
        <translation>每年</translation>
    </message>
    <message>
        <source>of the contract total</source>
        <translation>合同总价</translation>
    </message>
    <message>
        <source>of the overdue amount</source>
        <translation>逾期金额</translation>
    </message>
    <message>
        <source>of the monthly fee</source>
        <translation>当月费用</translation>
    </message>
    <message>
        <source>of the performance bond</source>
        <translation>履约保证金</translation>
    </message>
    <message>
        <source>of another base</source>
        <translation>其他基数</translation>
    </message>
    <message>
        <source>working days</source>
        <translation>个工作日</translation>
    </message>
    <message>
        <source>calendar days</source>
        <translation>个自然日</translation>
    </message>
    <message>
        <source>Cover</source>
        <translation>封面</translation>
    </message>
    <message>
        <source>Preamble</source>
        <translation>首部</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>Signature page</source>
        <translation>签署页</translation>
    </message>
    <message>
        <source>Annex</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>free of charge</source>
        <translation>免费</translation>
    </message>
    <message>
        <source>to be negotiated</source>
        <translation>另行协商</translation>
    </message>
    <message>
        <source>borne by the supplier</source>
        <translation>由乙方承担</translation>
    </message>
    <message>
        <source>borne by the buyer</source>
        <translation>由甲方承担</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>有约定</translation>
    </message>
    <message>
        <source>court</source>
        <translation>法院诉讼</translation>
    </message>
    <message>
        <source>arbitration</source>
        <translation>仲裁</translation>
    </message>
    <message>
        <source>without end</source>
        <translation>永久</translation>
    </message>
    <message>
        <source>for the service period</source>
        <translation>服务期内</translation>
    </message>
    <message>
        <source>full refund</source>
        <translation>全额退款</translation>
    </message>
    <message>
        <source>pay the completed part</source>
        <translation>按已完成部分结算</translation>
    </message>
    <message>
        <source>no settlement stated</source>
        <translation>未写明结算方式</translation>
    </message>
    <message>
        <source>Parties</source>
        <translation>合同主体</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>Liquidated damages</source>
        <translation>违约金</translation>
    </message>
    <message>
        <source>Service period</source>
        <translation>服务期限</translation>
    </message>
    <message>
        <source>In figures</source>
        <translation>小写</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>大写</translation>
    </message>
    <message>
        <source>Signed on</source>
        <translation>签订日期</translation>
    </message>
    <message>
        <source>Service begins</source>
        <translation>服务起始</translation>
    </message>
    <message>
        <source>Stated</source>
        <translation>写明</translation>
    </message>
    <message>
        <source>Computed</source>
        <translation>计算</translation>
    </message>
    <message>
        <source>Begins</source>
        <translation>起</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>止</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>乘积</translation>
    </message>
    <message>
        <source>Unit price</source>
        <translation>单价</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Months or times</source>
        <translation>月数或次数</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>总价</translation>
    </message>
    <message>
        <source>Awarded</source>
        <translation>中标金额</translation>
    </message>
    <message>
        <source>Offered</source>
        <translation>投标报价</translation>
    </message>
    <message>
        <source>Tendered</source>
        <translation>招标文件</translation>
    </message>
    <message>
        <source>Ceiling</source>
        <translation>最高限价</translation>
    </message>
    <message>
        <source>In this contract</source>
        <translation>本合同</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差额</translation>
    </message>
    <message>
        <source>Percent</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>In one place</source>
        <translation>一处</translation>
    </message>
    <message>
        <source>In the body</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation>另一处</translation>
    </message>
    <message>
        <source>With it</source>
        <translation>有此字</translation>
    </message>
    <message>
        <source>Without it</source>
        <translation>缺此字</translation>
    </message>
    <message>
        <source>Places without it</source>
        <translation>缺字处数</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Reference to</source>
        <translation>引用处</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
</context>
<context>
    <name>_Line</name>
    <message>
        <source>Not now</source>
        <translation>暂不处理</translation>
    </message>
</context>
</TS>
