"""方法: how a target is measured, with the thresholds in force."""

import streamlit as st

from lib.view import method

st.header("方法：目标怎样测量")
st.markdown(method.text())
